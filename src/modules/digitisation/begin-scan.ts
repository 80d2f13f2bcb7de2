import { v7 as newId } from 'uuid';
import type { LedgerEvent } from '../../core/event.ts';
import { type Issue, Problem } from '../../core/problem.ts';
import type { Context } from '../../platform/house.ts';
import { moveDigital } from '../holdings/index.ts';
import { rawDigest } from './manifest.ts';
import type { Profile } from './rules.ts';
import type { KeptEntry, KeptPage } from './store/imports.ts';
import * as pagesStore from './store/pages.ts';
import * as scans from './store/scans.ts';

type EnteredItem = { id: string; categoryCode: string; sequence: number };

/** What stands under one catalogue item; the bytes need not be in the store yet, but must be before the call commits. */
type BegunEntry = Pick<KeptEntry, 'categoryCode' | 'sequence'> & { pages: readonly Omit<KeptPage, 'path'>[] };

export type NewScan = {
  dossierId: string;
  profile: Profile;
  packageKind: 'gbt33870' | 'vendor' | 'loose';
  packageDigest: string | null;
  items: readonly EnteredItem[];
  entries: readonly BegunEntry[];
  warnings: readonly string[];
  reason?: string | undefined;
};

/**
 * What follows once it is settled which pages belong to which item, whichever way they came: the rows of the scans and the pages, the
 * dossier's state, the step that processes them, and the event. @throws conflict when the dossier has scans
 */
export async function beginScan({ tx, now, sendJob }: Pick<Context, 'tx' | 'now' | 'sendJob'>, scan: NewScan) {
  const { dossierId, profile, packageKind, packageDigest, warnings, reason } = scan;
  const rows = toRows(scan);
  const row = { id: newId(), dossierId, profile, pageCount: rows.length, rawDigest: digestOfNew(rows), now };
  if (!(await scans.insertScan(tx, row)))
    throw new Problem('conflict', 'scans stand', [{ path: '', message: '该档案的扫描件刚刚已由他人接收', rule: 'R60' }]);
  await pagesStore.insertPages(tx, rows);
  await moveDigital(tx, dossierId, 'accept');
  await sendJob('digitisation.process', { dossierId });
  const event: LedgerEvent = {
    ...{ type: 'pages.imported', occurredAt: now, dossierId, subject: { kind: 'scan', id: row.id } },
    data: {
      ...{ pageCount: rows.length, manifestDigest: row.rawDigest, packageDigest, profile, packageKind, warnings },
      reason: reason?.trim() || null,
    },
    rows: [
      { table: 'scan', id: row.id },
      { table: 'dossier', id: dossierId },
    ],
  };
  return { result: { dossierId, scanId: row.id, pageCount: rows.length }, event };
}

/** The rules that somebody gave a reason for. */
export const warningsOf = (issues: readonly Issue[]): string[] => [...new Set(issues.flatMap(({ rule }) => rule ?? []))];

function toRows({ dossierId, entries, items }: NewScan): pagesStore.NewPage[] {
  const ids = new Map(items.map(({ id, categoryCode, sequence }) => [`${categoryCode}-${sequence}`, id]));
  return entries.flatMap(({ categoryCode, sequence, pages }) => {
    const itemId = ids.get(`${categoryCode}-${sequence}`);
    if (itemId === undefined) throw new Error(`entry ${categoryCode}-${sequence} was entered without an item`);
    return pages.map((page, place) => ({
      ...{ id: newId(), dossierId, itemId, ordinal: place + 1, fileName: page.fileName, rawSha256: page.sha256, rawSm3: page.sm3 },
      ...{ rawSize: page.sizeBytes, widthPx: page.widthPx, heightPx: page.heightPx, dpi: page.dpi },
      ...{ givenSha256: page.given?.sha256 ?? null, optimisedSm3: page.given?.sm3 ?? null },
    }));
  });
}

const digestOfNew = (rows: readonly pagesStore.NewPage[]) =>
  rawDigest(
    rows.map((row) => ({ ...row, state: 'imported', optimisedSha256: null, viewSha256: null, thumbSha256: null, defects: [], version: 1 })),
  );
