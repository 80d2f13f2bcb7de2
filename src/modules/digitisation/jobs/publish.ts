import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ethnicities, sexes } from '../../../core/codes/tables.ts';
import type { House, JobData } from '../../../platform/house.ts';
import { inJob } from '../../../platform/in-job.ts';
import { inTransaction } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import { nameUsers } from '../../accounts/index.ts';
import { type CatalogueItem, findItems } from '../../catalogue/index.ts';
import { getHeader, moveDigital } from '../../holdings/index.ts';
import { type StateFile, toImageName, writeXml } from '../../packages/index.ts';
import { keepVersion, recordVersion } from '../../preservation/index.ts';
import { profiles } from '../rules.ts';
import { publishingStage } from '../staging.ts';
import * as pagesStore from '../store/pages.ts';
import * as scans from '../store/scans.ts';

/**
 * Writes an approved dossier into the archival store, reads it back, and only then says that it is published. Safe to repeat: after a
 * kill between the two, the version is found there and only said.
 */
export async function publishDossier(house: House, data: JobData): Promise<void> {
  const dossierId = String(data['dossierId']);
  const scope = { institutions: [data.institutionId] as [number], kinds: ['floating', 'cadre'] as const };
  const matter = await inTransaction(house, scope, async (tx) => ({ result: await gather(tx, dossierId, data.userId), statements: [] }));
  if (!matter) return; // published by an earlier run
  const stage = publishingStage(house.files, dossierId);
  await rm(stage.folder, { recursive: true, force: true });
  await mkdir(stage.folder, { recursive: true, mode: 0o700 });
  const kept = await keepVersion(house.files, {
    ...{ institutionId: data.institutionId, dossierId, pageCount: matter.pages.length, message: '发布 published' },
    ...{ state: await layOut(house, stage.folder, matter), userName: matter.userName, approvedAt: matter.scan.stateSince },
  });
  await rm(stage.folder, { recursive: true, force: true });
  await inJob(house, data, 'digitisation.publishDossier', async (context) => {
    const scan = await scans.lockScan(context.tx, dossierId);
    if (scan?.state !== 'publishing') return { result: undefined, events: [] };
    await scans.updateScan(context.tx, scan.id, { state: 'published', pageDigest: scan.pageDigest, now: context.now });
    await moveDigital(context.tx, dossierId, 'publish');
    const published = await recordVersion(context, dossierId, kept);
    return { result: undefined, events: [{ ...published, rows: [...(published.rows ?? []), { table: 'scan', id: scan.id }] }] };
  });
}

type Matter = {
  scan: scans.ScanRow;
  header: NonNullable<Awaited<ReturnType<typeof getHeader>>>;
  items: readonly CatalogueItem[];
  pages: readonly (pagesStore.PageRow & { item: CatalogueItem })[];
  analyses: ReadonlyMap<string, { analysis: unknown; operations: unknown }>;
  userName: string;
};

/** All that is to be kept, pages in catalogue order; undefined when the dossier is not waiting to be published. */
async function gather(tx: Scoped, dossierId: string, userId: string): Promise<Matter | undefined> {
  const [scan, header] = [await scans.getScan(tx, dossierId), await getHeader(tx, dossierId)];
  if (scan?.state !== 'publishing' || !header) return undefined;
  const items = await findItems(tx, dossierId);
  const byItem = Map.groupBy(await pagesStore.findPages(tx, dossierId), ({ itemId }) => itemId);
  const pages = items.flatMap((item) => (byItem.get(item.id) ?? []).map((page) => ({ ...page, item })));
  const analyses = new Map((await pagesStore.findAnalyses(tx, dossierId)).map(({ id, ...measured }) => [id, measured]));
  return { scan, header, items, pages, analyses, userName: (await nameUsers(tx, [userId]))(userId) };
}

/** The files of the version: both image sets, the catalogue as JSON and as GB/T 33870 XML, and the metadata with all digests. */
async function layOut(house: House, folder: string, matter: Matter): Promise<ReadonlyMap<string, StateFile>> {
  const state = new Map<string, StateFile>();
  for (const [name, text] of Object.entries({
    'catalogue.json': catalogueJson(matter),
    'catalogue.xml': catalogueXml(matter),
    'metadata.json': metadataJson(matter),
  })) {
    const file = path.join(folder, name);
    await writeFile(file, text);
    state.set(name, { file });
  }
  for (const page of matter.pages) {
    if (page.optimisedSha256 === null) throw new Error(`passed page ${page.id} without an optimised image`);
    state.set(`raw/${nameOf(page)}`, { file: house.blobs.fileOf(page.rawSha256), sha256: page.rawSha256 });
    state.set(`optimised/${nameOf(page)}`, { file: house.blobs.fileOf(page.optimisedSha256), sha256: page.optimisedSha256 });
  }
  return state;
}

const nameOf = ({ item, ordinal }: Matter['pages'][number]) => toImageName(item.categoryCode, item.sequence, ordinal);
const print = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`;

const headerOf = ({ header }: Matter) => ({
  ...{
    personName: header.name,
    sex: nameOfCode(sexes, header.sex),
    ethnicity: nameOfCode(ethnicities, header.ethnicity),
    idNumber: header.idNumber,
  },
  ...(header.birthOn ? { birthDate: header.birthOn } : {}),
});

const nameOfCode = (table: Readonly<Record<string, string>>, code: string | null) => table[code ?? ''] ?? '';

const catalogueJson = (matter: Matter) =>
  print({
    ...{ format: 'lantai-catalogue/1', referenceCode: matter.header.referenceCode, person: headerOf(matter) },
    items: matter.items.map(({ id: _id, dossierId: _dossier, ...item }) => ({
      ...item,
      pages: matter.pages.filter((page) => page.item.id === _id).map(nameOf),
    })),
  });

function catalogueXml(matter: Matter): string {
  const items = matter.items.map(({ categoryCode, sequence, title, formedOn, pageCount, remark }) => ({
    ...{ categoryCode, sequence, title, pageCount, remark: remark ?? '' },
    ...(formedOn === null ? {} : { formedOn }),
  }));
  return writeXml({ header: headerOf(matter), items }, ({ pageCount }) => ({ rawCount: pageCount, optimisedCount: pageCount }));
}

/** Nothing here depends on when it is written, so that the same dossier is the same version. */
const metadataJson = ({ scan, pages, analyses }: Matter) =>
  print({
    ...{ format: 'lantai-pages/1', dossierId: scan.dossierId, profile: profiles[scan.profile], manifestDigest: scan.pageDigest },
    pages: pages.map((page) => ({
      ...{ name: nameOf(page), cameAs: page.fileName, widthPx: page.widthPx, heightPx: page.heightPx, dpi: page.dpi },
      ...{ raw: { sha256: page.rawSha256, sm3: page.rawSm3, sizeBytes: page.rawSize } },
      ...{ optimised: { sha256: page.optimisedSha256, sm3: page.optimisedSm3 }, ...analyses.get(page.id) },
    })),
  });
