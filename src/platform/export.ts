import { createHash } from 'node:crypto';
import { canonical, type Json } from '../core/canonical.ts';
import type { Db } from './db.ts';
import type { Difference, House } from './house.ts';
import { plainEvent } from './ledger.ts';
import { eventsAfter, institutionIds, ledgerHead, verifyChain } from './verify.ts';

type Line = { [key: string]: Json };

/** Every event of every institution, in order, with its two hashes in hexadecimal. Constant memory. */
export async function* eventsOf(db: Db): AsyncGenerator<Line> {
  for (const institutionId of await institutionIds(db)) {
    for (let last = '0'; ; ) {
      const events = await eventsAfter(db, institutionId, last);
      for (const event of events)
        yield { ...plainEvent(event), prev_hash: event.prev_hash.toString('hex'), hash: event.hash.toString('hex') };
      const end = events.at(-1);
      if (!end) break;
      last = end.seq;
    }
  }
}

/** The hash that an exported line should carry. */
export function hashOfText({ hash: _hash, prev_hash, ...content }: Line): string {
  return createHash('sha256')
    .update(Buffer.from(String(prev_hash), 'hex'))
    .update(canonical(content))
    .digest('hex');
}

/** The chains of all institutions, and their heads. */
export async function verifyLedger(house: Pick<House, 'modules'>, db: Db) {
  const differences: Difference[] = [];
  const head: Record<number, { seq: number; hash: string }> = {};
  for (const institutionId of await institutionIds(db)) {
    differences.push(...(await verifyChain(house, db, institutionId)));
    head[institutionId] = await ledgerHead(db, institutionId);
  }
  const events = Object.values(head).reduce((sum, { seq }) => sum + seq, 0);
  return { events, head, differences };
}
