import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { v7 as newId } from 'uuid';
import { type Issue, Problem } from '../../../core/problem.ts';
import type { Context, Intake, Taken } from '../../../platform/house.ts';
import { answer, implement } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import { readSetting } from '../../../platform/settings.ts';
import { nameUsers } from '../../accounts/index.ts';
import { getHeader } from '../../holdings/index.ts';
import * as contract from '../contract.ts';
import { type Source, writeSource } from '../loose-stage.ts';
import { checkFacts, demandOf, gather, type Profile, placeInFile } from '../rules.ts';
import { dropStage, type Stage, stageOf } from '../staging.ts';
import * as loose from '../store/loose.ts';
import { filesOf, takePages } from '../take-pages.ts';

/** The file as sent, in a stage of its own. */
async function takeFile({ files, body }: Intake): Promise<Taken<{ stage: Stage; source: Source }>> {
  const stage = stageOf(files, newId());
  const undo = () => dropStage(stage);
  try {
    return { taken: { stage, source: await writeSource(stage.folder, body) }, undo };
  } catch (error) {
    await undo();
    throw error;
  }
}

export const receiveLoose = answer(
  contract.receiveLoose,
  async (context, { fileName, profile }, { stage, source }) => {
    const { tx, blobs } = context;
    const made: string[] = [];
    try {
      const standing = await findStanding(tx, source.sha256);
      if (standing) return { state: 'unchanged' as const, ...standing, issues: [] };
      const demand = demandOf(profile, Number(await readSetting(tx, 'digitisation.existingDpi')));
      const taken = await takePages(context, { path: source.path, sizeBytes: source.sizeBytes, name: fileName }, demand);
      made.push(...taken.pages.flatMap(filesOf).map(({ path }) => path));
      const issues = gather(taken.issues);
      if (issues.some(({ severity }) => severity !== 'warning'))
        return { state: 'refused' as const, pageCount: 0, sameAs: null, dossierId: null, issues };
      // the file as sent is kept also where its pages had to be made from it
      await blobs.adopt([...taken.pages.flatMap(filesOf), source]);
      if (await loose.insertLoose(tx, toRows(context, { fileName, profile, source, pages: taken.pages })))
        return { state: 'taken' as const, pageCount: taken.pages.length, sameAs: null, dossierId: null, issues };
      return { state: 'unchanged' as const, pageCount: taken.pages.length, sameAs: fileName, dossierId: null, issues: [] };
    } finally {
      await dropStage(stage);
      await Promise.all(made.map((file) => rm(file, { force: true })));
    }
  },
  takeFile,
);

type Received = { fileName: string; profile: Profile; source: Source; pages: Awaited<ReturnType<typeof takePages>>['pages'] };

const toRows = ({ actor, now }: Context, { fileName, profile, source, pages }: Received) =>
  pages.map(({ taking, facts, raw, view, thumb }, index) => {
    const { sha256, sm3, sizeBytes } = raw ?? source;
    return {
      ...{
        id: newId(),
        fileName,
        pageNumber: index + 1,
        pageCount: pages.length,
        sourceSha256: source.sha256,
        sourceSize: source.sizeBytes,
      },
      ...{ taking, profile, rawSha256: sha256, rawSm3: sm3, rawSize: sizeBytes, widthPx: facts.widthPx, heightPx: facts.heightPx },
      ...{ dpi: facts.dpi === null ? null : Math.round(facts.dpi), viewSha256: view.sha256, thumbSha256: thumb.sha256 },
      ...{ receivedAt: now, receivedBy: actor.userId },
    };
  });

/** Rule 60: where the same file stands, in the tray or with a dossier that is still ours. */
async function findStanding(tx: Scoped, sha256: string) {
  for (const { fileName, dossierId, pageCount } of await loose.findBySource(tx, sha256))
    if (dossierId === null || (await getHeader(tx, dossierId))?.isActive) return { pageCount, sameAs: fileName, dossierId };
  return undefined;
}

export const findLoose = answer(contract.findLoose, async ({ tx }, { after, limit }) => {
  const rows = await loose.findWaiting(tx, { after, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const names = await nameUsers(
    tx,
    shown.map(({ receivedBy }) => receivedBy),
  );
  const pages = shown.map((page) => ({
    ...{ id: page.id, fileName: page.fileName, pageNumber: page.pageNumber, pageCount: page.pageCount, taking: page.taking },
    ...{ profile: page.profile, sizeBytes: page.rawSize, widthPx: page.widthPx, heightPx: page.heightPx, dpi: page.dpi },
    ...{ receivedAt: page.receivedAt.toISOString(), receivedBy: names(page.receivedBy), issues: warningsFor(page) },
  }));
  return { pages, waitingCount: await loose.countWaiting(tx), next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
});

/** What was said of a page when it came and may be passed with a reason (R54); anything worse would have kept it out. */
export function warningsFor(page: loose.LoosePage): Issue[] {
  const facts = { widthPx: page.widthPx, heightPx: page.heightPx, dpi: null, sizeBytes: page.rawSize };
  const colours = { bitsPerChannel: 8, channels: 3, colourSpace: 'rgb' };
  return checkFacts(placeInFile(page), { ...facts, ...colours }, { leastDpi: 0, isColourNeeded: false });
}

export const discardLoose = implement(contract.discardLoose, async ({ tx, actor, now }, { pageIds, reason }) => {
  const pages = await lockWaiting(tx, pageIds);
  await loose.closeLoose(tx, pageIds, { state: 'discarded', reason, now, userId: actor.userId });
  const data = { pageCount: pages.length, contentDigest: contentDigest(pages), reason };
  const subject = { kind: 'loosePage', id: pages[0]?.id ?? '' };
  return { result: { pageCount: pages.length }, events: [{ type: 'pages.discarded', occurredAt: now, subject, data }] };
});

/** Locks pages that must all be in the tray, in the order asked for. @throws not_found, conflict naming those that have gone */
export async function lockWaiting(tx: Scoped, pageIds: readonly string[]): Promise<loose.LoosePage[]> {
  const locked = new Map((await loose.lockLoose(tx, pageIds)).map((page) => [page.id, page]));
  const pages = pageIds.map((id) => {
    const page = locked.get(id);
    if (!page) throw new Problem('not_found', `loose page ${id}`);
    return page;
  });
  const gone = [...locked.values()].filter(({ state }) => state !== 'waiting');
  if (gone.length === 0) return pages;
  const issues = gone.map((page) => ({
    path: 'items',
    message: `“${placeInFile(page)}”刚刚已由他人${page.state === 'assigned' ? '分配' : '放弃'}，请刷新后再试`,
  }));
  throw new Problem('conflict', 'loose pages gone', gather(issues));
}

/** Binds the pages of a call to what was sent: SHA-256 over the digest of each file and the page's number in it. */
export const contentDigest = (pages: readonly loose.LoosePage[]): string =>
  createHash('sha256')
    .update(pages.map(({ sourceSha256, pageNumber }) => `${sourceSha256} ${pageNumber}`).join('\n'))
    .digest('hex');
