import type { InputOf } from '../../../core/operation.ts';
import { type Issue, Problem, refuse } from '../../../core/problem.ts';
import type { Context } from '../../../platform/house.ts';
import { implement } from '../../../platform/run.ts';
import { checkEntry, enterCatalogue, findItems, getCatalogue, lockForArranging } from '../../catalogue/index.ts';
import { findNames } from '../../holdings/index.ts';
import { readCategoryCode } from '../../packages/categories.ts';
import { beginScan, warningsOf } from '../begin-scan.ts';
import * as contract from '../contract.ts';
import { checkAssigned, placeInFile } from '../rules.ts';
import * as loose from '../store/loose.ts';
import * as scans from '../store/scans.ts';
import { contentDigest, lockWaiting, warningsFor } from './loose.ts';

type Input = InputOf<typeof contract.assignLoose>;
type Row = Input['items'][number];
/** Where each row of the input stands in the catalogue. */
type Place = { categoryCode: string; sequence: number };
type Plan = { issues: Issue[]; places: readonly Place[]; enter: () => Promise<Awaited<ReturnType<typeof enterCatalogue>>> };

export const assignLoose = implement(contract.assignLoose, async (context, { dossierId, items, reason }) => {
  const { tx, actor, now } = context;
  const pageIds = [...new Set(items.flatMap((item) => item.pageIds))];
  const pages = new Map((await lockWaiting(tx, pageIds)).map((page) => [page.id, page]));
  await refuseUnready(context, dossierId);
  const catalogue = await getCatalogue(tx, dossierId);
  const plan = await (catalogue?.state === 'completed'
    ? planStanding(context, dossierId, items)
    : planTyped(context, dossierId, items, reason));
  const warnings = [...pages.values()].flatMap(warningsFor);
  refuse([...plan.issues, ...warnings], reason);
  const entered = await plan.enter();
  const entries = items.map((item, index) => ({
    ...(plan.places[index] ?? { categoryCode: '', sequence: 0 }),
    pages: item.pageIds.flatMap((id) => toKept(pages.get(id))),
  }));
  const { event, result } = await beginScan(context, {
    ...{ dossierId, profile: profileOf([...pages.values()]), packageKind: 'loose', packageDigest: contentDigest([...pages.values()]) },
    ...{ items: entered.items, entries, warnings: warningsOf(warnings), reason },
  });
  await loose.closeLoose(tx, pageIds, { state: 'assigned', dossierId, now, userId: actor.userId });
  const [first, ...rest] = [...entered.events, event];
  return { result, events: [first ?? event, ...rest] };
});

/** @throws not_found (R59), rule_broken when the dossier has left or has scans (R60) */
async function refuseUnready({ tx }: Pick<Context, 'tx'>, dossierId: string): Promise<void> {
  const [name] = await findNames(tx, [dossierId]);
  const unknown = { path: 'dossierId', message: '系统中没有这份档案，请先登记人员再分配散页', rule: 'R59' };
  if (!name) throw new Problem('not_found', `dossier ${dossierId}`, [unknown]);
  await lockForArranging(tx, dossierId);
  const scan = await scans.getScan(tx, dossierId);
  if (!scan) return;
  const message = `${name.personName}的档案（${name.referenceCode}）已有扫描件 ${scan.pageCount} 页；个别页面请由质检退回后重扫替换`;
  throw new Problem('rule_broken', 'scans stand', [{ path: 'dossierId', message, rule: 'R60' }]);
}

/** The pages go to the rows of a catalogue that is finished; every row of it gets its pages. */
async function planStanding({ tx }: Context, dossierId: string, rows: readonly Row[]): Promise<Plan> {
  const items = await findItems(tx, dossierId);
  const known = new Map(items.map((item) => [item.id, item]));
  const named = new Set(rows.flatMap(({ id }) => id ?? []));
  const isStale = rows.some(({ id }) => id === undefined || !known.has(id)) || named.size < rows.length;
  if (isStale)
    throw new Problem('conflict', 'catalogue changed', [
      { path: 'items', message: '该档案的目录已由他人完成或更改；请刷新，按最新的目录分配' },
    ]);
  const left = items.filter(({ id }) => !named.has(id));
  const placed = [
    ...rows.map(({ id, pageIds }) => ({ item: known.get(id ?? ''), pageIds })),
    ...left.map((item) => ({ item, pageIds: [] })),
  ];
  const assigned = placed.map(({ item, pageIds }) => ({
    ...{ title: `${item?.categoryCode}-${item?.sequence} ${item?.title}`, pageCount: item?.pageCount, pageIds },
  }));
  const places = rows.map(({ id }) => known.get(id ?? '') ?? { categoryCode: '', sequence: 0 });
  return { issues: checkAssigned(assigned), places, enter: async () => ({ items, events: [] }) };
}

/** The rows become the catalogue, in the order in which they were typed inside each category. */
async function planTyped(context: Context, dossierId: string, rows: readonly Row[], reason: string | undefined): Promise<Plan> {
  const counts = new Map<string, number>();
  const places = rows.map(({ categoryCode }) => {
    const reading = readCategoryCode(categoryCode);
    const code = 'code' in reading ? reading.code : categoryCode;
    const sequence = (counts.get(code) ?? 0) + 1;
    counts.set(code, sequence);
    return { categoryCode: code, sequence };
  });
  const items = rows.map(({ title, formedOn, remark, pageIds }, index) => ({
    ...{ ...(places[index] ?? { categoryCode: '', sequence: 0 }), title, formedOn, remark, pageCount: pageIds.length },
  }));
  const entry = { dossierId, scheme: '2018' as const, items, reason, origin: 'loose' as const };
  const assigned = rows.map(({ title, pageIds }) => ({ title, pageIds }));
  const issues = [...checkAssigned(assigned), ...(await checkEntry(context, entry))];
  return { issues, places, enter: () => enterCatalogue(context, entry) };
}

/** A page as the dossier holds it. */
const toKept = (page: loose.LoosePage | undefined) =>
  page
    ? [
        {
          ...{ fileName: placeInFile(page), sha256: page.rawSha256, sm3: page.rawSm3, sizeBytes: page.rawSize },
          ...{ widthPx: page.widthPx, heightPx: page.heightPx, dpi: page.dpi, given: null },
        },
      ]
    : [];

/** A dossier has one standard: the stricter only when all its pages came under it. */
const profileOf = (pages: readonly loose.LoosePage[]) => (pages.every(({ profile }) => profile === 'new') ? 'new' : 'existing');
