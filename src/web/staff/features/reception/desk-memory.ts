import { type Carrier, carriers } from '../../../../modules/reception/rules.ts';

const CARRIER = 'lantai.reception.carrier';
const SENDERS = 'lantai.reception.senders';
const MOST_SENDERS = 60;

/** The carrier of the last parcel signed for at this desk: the next one is likely of the same sack. */
export function lastCarrier(): Carrier {
  const kept = localStorage.getItem(CARRIER);
  return kept !== null && kept in carriers ? (kept as Carrier) : 'confidential-post';
}

/** Senders typed at this desk, latest first, to choose from while typing. */
export function knownSenders(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(SENDERS) ?? '[]');
    return Array.isArray(kept) ? kept.filter((sender) => typeof sender === 'string') : [];
  } catch {
    return []; // written by another version
  }
}

export function remember(carrier: Carrier, sender: string): void {
  localStorage.setItem(CARRIER, carrier);
  localStorage.setItem(SENDERS, JSON.stringify([sender, ...knownSenders().filter((known) => known !== sender)].slice(0, MOST_SENDERS)));
}
