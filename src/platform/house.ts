import type { PgBoss } from 'pg-boss';
import type { Delta, LedgerEvent } from '../core/event.ts';
import type { Operation } from '../core/operation.ts';
import type { Actor } from '../core/scope.ts';
import type { Blobs } from './blobs.ts';
import type { DataFolder } from './data-folder.ts';
import type { Db } from './db.ts';
import type { ImagingPool } from './imaging/pool.ts';
import type { TileStore } from './imaging/tile-store.ts';
import type { Part } from './instance.ts';
import type { Scoped } from './scoped.ts';

/** What every operation's code is given. Queries get the same `tx`, but what they write is not theirs to write. */
export type Context = {
  tx: Scoped;
  actor: Actor;
  now: Date;
  blobs: Blobs;
  tiles: TileStore;
  /** Folders of the instance that an operation may work in: `inbox` and `storage`. */
  files: Pick<DataFolder, 'inbox' | 'storage'>;
  imaging: ImagingPool;
  /** Asks for a background step, which exists only if this call commits. */
  sendJob: (queue: string, data: object) => Promise<void>;
  /** All that can be asked of this house. */
  operations: readonly Operation[];
  /** Another query of the same caller, in this transaction, under that query's own permission and scope; its audit line is this call's. */
  ask: (name: string, input: unknown) => Promise<unknown>;
  /** Where the caller sits, as far as the door knows. */
  address: string;
  /** Which session or token the call came by, in its stored form. */
  sessionDigest?: string;
};

/** What is at hand while the body of a call is taken in, where its contract says `accepts: 'bytes'`: no transaction yet. */
export type Intake = Pick<Context, 'now' | 'blobs' | 'files'> & { body?: AsyncIterable<Uint8Array> };

/** What a body became. `undo` removes it again when the call is refused before its commit. */
export type Taken<T> = { taken: T; undo?: () => Promise<void> };

/** `institutionId`: whose ledger the events go to, where that is not the caller's own (the founding of an institution). */
export type Outcome = { result: unknown; events: readonly LedgerEvent[]; institutionId?: number };
/** `take` is done before the transaction begins, so that whoever sends slowly holds no connection of the database. */
export type Implementation = {
  operation: Operation;
  take?: (intake: Intake, input: unknown) => Promise<Taken<unknown>>;
  run: (context: Context, input: unknown, taken: unknown) => Promise<Outcome>;
};

/** Adds events to those of the call, in its transaction: SQL only, no I/O. `emits` is what the check for cycles reads. */
export type Reaction =
  | {
      emits: readonly string[];
      run: (tx: Scoped, event: LedgerEvent, now: Date) => Promise<readonly LedgerEvent[]>;
    }
  | {
      emits: readonly string[];
      /** For facts that come by the hundred: all events of the type together. */
      runAll: (tx: Scoped, events: readonly LedgerEvent[], now: Date) => Promise<readonly LedgerEvent[]>;
    };

/** A background step. It may be run again after a kill at any point, so it must be safe to repeat. */
export type Job = {
  /** How many run at once in one process. */
  concurrency: number;
  run: (house: House, data: JobData) => Promise<void>;
};
/** Whose job it is: it sees what that user's institution sees, and its events and audit lines carry the user's id. */
export type JobData = { institutionId: number; userId: string } & Readonly<Record<string, unknown>>;

/** Something in the tables that the ledger does not bear out. */
export type Difference = { table: string; id: string; what: string };

/** What lies outside the database, for a recount. `isDeep`: every byte is read, else only what is there and how large. */
export type Stored = Pick<House, 'blobs' | 'files'> & { isDeep: boolean };

/** A fact as figures read it: by what stands in the ledger and nothing else. */
export type MeasuredEvent = {
  type: string;
  businessDay: string;
  recordedDay: string;
  dims: Record<string, string>;
  data: Record<string, unknown>;
};

/** The front door of a module, always of this form. */
export type Module = {
  name: string;
  operations: readonly Implementation[];
  reactions?: Readonly<Record<string, Reaction>>;
  /** Background steps, by queue name. */
  jobs?: Readonly<Record<string, Job>>;
  /** Tables (with `institution_id` and `id`) whose rows the ledger vouches for by digest. */
  digested?: readonly string[];
  /** Facts that the ledger holds in words, counted again against the tables. `db` sees all institutions. */
  recount?: (db: Db, stored: Stored) => Promise<readonly Difference[]>;
  /** Puts in order what a killed process of this part left, when one opens again; before any call and any job of its own. */
  recover?: Partial<Record<Part, (house: House) => Promise<void>>>;
  /** The figures that an event moves. Pure. */
  measure?: (event: MeasuredEvent) => readonly Delta[];
};

/** The running house: what the one path of all calls needs. */
export type House = {
  db: Db;
  modules: readonly Module[];
  /** Key of the row digests, kept outside the database. */
  rowKey: Uint8Array;
  blobs: Blobs;
  files: Pick<DataFolder, 'inbox' | 'storage'>;
  /** Decodes images in processes of its own, which start with the first page. */
  imaging: ImagingPool;
  /** Images cut for deep zoom. */
  tiles: TileStore;
  boss: PgBoss;
  clock: () => Date;
};

/** All figures that an event moves, of all modules. */
export const measureAll = (modules: readonly Module[], event: MeasuredEvent): Delta[] =>
  modules.flatMap((m) => [...(m.measure?.(event) ?? [])]);
