import { accountsEvents } from './events/accounts.ts';
import { receptionEvents } from './events/reception.ts';
import type { EventKind } from './event.ts';

/** The ledger's vocabulary. Types are only added: an old event must read the same in thirty years. */
export const eventKinds: Readonly<Record<string, EventKind>> = { ...accountsEvents, ...receptionEvents };
