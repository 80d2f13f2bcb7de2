import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Issue } from '../../core/problem.ts';
import * as contract from '../../modules/opening/contract.ts';
import { isOpeningTitles } from '../../modules/opening/index.ts';
import { readList } from '../../modules/packages/index.ts';
import type { Server } from '../client.ts';
import { ask } from './ask.ts';

const MOST_ROWS = 60_000;
const EVERY_MS = 300;
const PAGE = 500;

/** Whether a list is of what stands on the shelves, and not of people who are to be registered: by its titles. */
export async function isOpeningList(file: string): Promise<boolean> {
  const { sheets } = await readList(fs.readFileSync(file), path.basename(file), MOST_ROWS);
  return sheets.some(({ rows }) => rows.slice(0, 20).some((row) => isOpeningTitles(row)));
}

type Terms = { server: Server; reason: string; asOf: string; codeRule: 'pattern' | 'legacy' };
type Run = {
  state: string;
  columns: unknown[];
  counts: { opened: number; known: number; refused: number; ready: number; warned: number };
  step: { done: number; total: number };
};
type Rows = { rows: { rowNo: number; issues: Issue[] }[]; next: number | null };

/** Uploads, tries and enters a list as a page would; the columns are those that were chosen for such a list before, or that its titles say. */
export async function takeOpeningList({ server, reason, asOf, codeRule }: Terms, file: string) {
  const fileName = path.basename(file);
  const { runId } = await ask<{ runId: string }>(server, contract.upload, { fileName }, fs.createReadStream(file));
  const { columns } = await ask<Run>(server, contract.getRun, { runId });
  await ask(server, contract.judgeRun, { runId, columns, asOf, codeRule });
  let run = await settled(server, runId);
  if (run.counts.ready + run.counts.warned > 0) {
    await ask(server, contract.commitRun, { runId, reason });
    run = await settled(server, runId);
  }
  const issues: Issue[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const page: Rows = await ask<Rows>(server, contract.findRows, { runId, filter: 'refused', after, limit: PAGE });
    issues.push(...page.rows.flatMap(({ rowNo, issues: own }) => own.map((issue) => ({ ...issue, path: `${fileName}!第${rowNo}行` }))));
    after = page.next;
  }
  const { opened, known, refused } = run.counts;
  if (opened === 0) await ask(server, contract.discardRun, { runId });
  return { imported: opened, unchanged: known, refused, issues };
}

/** Waits until the server has done with a step, saying how far it is. */
async function settled(server: Server, runId: string): Promise<Run> {
  for (;;) {
    const run = await ask<Run>(server, contract.getRun, { runId });
    if (['judged', 'committed', 'stopped'].includes(run.state)) return run;
    process.stderr.write(`  ${run.step.done} / ${run.step.total}\n`);
    await wait(EVERY_MS);
  }
}
