import type { z } from 'zod';

/**
 * One kind of fact. `state`: moves its subject to another state, so it may not be dated before the subject's last state change
 * (that would be a correction). `observation`: may arrive late freely, and is shown as late (迟录).
 */
export type EventKind = { zh: string; is: 'state' | 'observation'; data: z.ZodObject };

/** A table whose rows an event vouches for; `verify` compares them with the digests in the ledger. */
export type RowReference = { table: string; id: string };

/** One business fact, about to be written. `data` and `dims` hold ids, codes, days and counts; never names or ID numbers. */
export type LedgerEvent = {
  type: string;
  occurredAt: Date;
  /** `day`: only the day is known, and `occurredAt` is its first instant. */
  precision?: 'day' | 'instant';
  witnessId?: string;
  dossierId?: string;
  subject: { kind: string; id: string };
  /** What figures are broken down by: `kind`, `unit`, `batch`, … */
  dims?: Readonly<Record<string, string>>;
  /** The event that this one takes back or replaces; figures lose what that one gave them. */
  correctsSeq?: string;
  data: Readonly<Record<string, unknown>>;
  /** Rows written by this fact, digested as they stand at the end of the call. */
  rows?: readonly RowReference[];
};

/** One change of one figure: `amount` is added to `measure` on `day`. */
export type Delta = { measure: string; dims: Readonly<Record<string, string>>; day: string; amount: number };
