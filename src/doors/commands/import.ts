import fs from 'node:fs';
import path from 'node:path';
import { type Issue, Problem, problems } from '../../core/problem.ts';
import { isDay } from '../../core/time.ts';
import * as digitisationContract from '../../modules/digitisation/contract.ts';
import * as receptionContract from '../../modules/reception/contract.ts';
import { type Server, serverOf } from '../client.ts';
import { type Command, failure } from '../command.ts';
import { ask } from '../import/ask.ts';
import { findInputs, type Input } from '../import/find-inputs.ts';
import { isOpeningList, takeOpeningList } from '../import/opening-list.ts';
import { packFolder } from '../import/pack-folder.ts';
import { showProgress } from '../import/show-progress.ts';

/** Counts are list rows, packages, vendor volumes and loose files. */
type Tally = { imported: number; unchanged: number; refused: number; issues: Issue[] };
type Terms = { server: Server; profile: string; reason: string; asOf: string | undefined; codeRule: 'pattern' | 'legacy' };

const ROWS_A_CALL = 200;
const PROFILES: ReadonlySet<string> = new Set(['new', 'existing']);
const CODES: ReadonlySet<string> = new Set(['pattern', 'legacy']);
const DEFAULT_REASON = '命令行批量导入；提示见导入结果';

export const importCommand: Command = {
  usage: 'import PATH [--profile new|existing] [--reason TEXT] [--as-of DAY] [--codes pattern|legacy]',
  zh: '导入名册、数据包、外包目录、散页或样例文件夹；可重复执行，已导入的不变。散页在网页上分配。--reason 为对提示的说明；在架清单（期初建账）须给 --as-of 接管日，--codes legacy 沿用旧编号',
  en: 'any supported list, package, vendor folder or loose page; safe to repeat; a list of what stands on the shelves needs --as-of, its take-over day',
  options: { profile: { type: 'string' }, reason: { type: 'string' }, 'as-of': { type: 'string' }, codes: { type: 'string' } },
  run: async (common, [target], { profile = 'new', reason = DEFAULT_REASON, 'as-of': asOf, codes = 'pattern' }) => {
    if (target === undefined || !PROFILES.has(String(profile)) || !CODES.has(String(codes)))
      return failure(`用法 usage: ./lantai ${importCommand.usage}`);
    if (asOf !== undefined && !isDay(String(asOf))) return failure(`--as-of 须为日期，如 2026-01-01，现为 ${asOf} (not a day)`);
    if (!fs.existsSync(target)) return failure(`找不到 ${target} (no such file or folder)`);
    const server = serverOf(common);
    if ('error' in server) return failure(server.error);
    const tally: Tally = { imported: 0, unchanged: 0, refused: 0, issues: [] };
    const inputs = await findInputs(target);
    for (const [place, input] of inputs.entries()) {
      process.stderr.write(`${place + 1} / ${inputs.length} ${path.basename(input.path)}\n`);
      const terms: Terms = {
        ...{ server, profile: String(profile), reason: String(reason), codeRule: codes === 'legacy' ? 'legacy' : 'pattern' },
        asOf: asOf === undefined ? undefined : String(asOf),
      };
      add(tally, await take[input.kind](terms, input).catch((error: unknown) => refusedBy(error, input)));
    }
    const { imported, unchanged, refused, issues } = tally;
    const lines = issues.map(({ path: where, message }) => `  ${where}：${message}`);
    const text = [`导入 ${imported}，未变 ${unchanged}，拒绝 ${refused}`, ...lines].join('\n');
    return { code: refused > 0 ? 1 : 0, output: tally, text };
  },
};

const take: Readonly<Record<Input['kind'], (terms: Terms, input: Input) => Promise<Tally>>> = {
  list: takeList,
  package: (terms, { path: file }) => takePackage(terms, path.basename(file), fs.createReadStream(file, { highWaterMark: 2 ** 20 })),
  folder: async (terms, { path: folder }) =>
    takePackage(terms, `${path.basename(path.resolve(folder))}.tar`, await packFolder(folder, showProgress())),
  loose: takeLoose,
};

/** A list of the shelves is never taken for one of newcomers: what stood there before is no work of this year. */
async function takeList(terms: Terms, input: Input): Promise<Tally> {
  if (!(await isOpeningList(input.path))) return takePeople(terms, input);
  const { asOf } = terms;
  if (asOf !== undefined) return takeOpeningList({ ...terms, asOf }, input.path);
  const message = '这是在架清单（含库位、旧编号、保管状况等列），没有导入：请加 --as-of 接管日，作为期初建账导入';
  return { imported: 0, unchanged: 0, refused: 1, issues: [{ path: path.basename(input.path), message }] };
}

async function takePeople({ server, reason }: Terms, { path: file }: Input): Promise<Tally> {
  type Read = { people: object[]; unchanged: number; refused: number; issues: Issue[] };
  const fileName = path.basename(file);
  const read = await ask<Read>(server, receptionContract.readPeople, { fileName }, fs.createReadStream(file));
  const isUnread = read.people.length + read.unchanged + read.refused === 0 && read.issues.length > 0;
  const tally: Tally = { imported: 0, unchanged: read.unchanged, refused: read.refused + (isUnread ? 1 : 0), issues: [...read.issues] };
  for (let at = 0; at < read.people.length; at += ROWS_A_CALL) {
    const people = read.people.slice(at, at + ROWS_A_CALL);
    add(tally, await registerChunk(server, people, reason));
    process.stderr.write(`  ${Math.min(at + ROWS_A_CALL, read.people.length)} / ${read.people.length}\n`);
  }
  return tally;
}

/** When no row of a chunk could be registered, the call itself is refused, with the issues of all rows. */
async function registerChunk(server: Server, people: readonly object[], reason: string): Promise<Tally> {
  try {
    return { unchanged: 0, ...(await ask<Omit<Tally, 'unchanged'>>(server, receptionContract.registerPeople, { people, reason })) };
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'rule_broken') throw error;
    return { imported: 0, unchanged: 0, refused: people.length, issues: [...error.issues] };
  }
}

async function takePackage({ server, profile, reason }: Terms, fileName: string, body: AsyncIterable<Uint8Array>): Promise<Tally> {
  type Received = { importId: string; state: 'unchanged' | 'refused' | 'ready'; issues: Issue[] };
  const { importId, state, issues } = await ask<Received>(server, digitisationContract.receivePackage, { fileName, profile }, body);
  const named = issues.map((issue) => ({ ...issue, path: issue.path.startsWith(fileName) ? issue.path : `${fileName}!${issue.path}` }));
  if (state === 'unchanged') return { imported: 0, unchanged: 1, refused: 0, issues: named };
  if (state === 'refused') return { imported: 0, unchanged: 0, refused: 1, issues: named };
  await ask(server, digitisationContract.acceptImport, { importId, reason });
  return { imported: 1, unchanged: 0, refused: 0, issues: named };
}

/** Loose pages wait in the tray until somebody assigns them on the screen. */
async function takeLoose({ server, profile }: Terms, { path: file }: Input): Promise<Tally> {
  type Received = { state: 'taken' | 'unchanged' | 'refused'; issues: Issue[] };
  const body = fs.createReadStream(file, { highWaterMark: 2 ** 20 });
  const { state, issues } = await ask<Received>(
    server,
    digitisationContract.receiveLoose,
    { fileName: path.basename(file), profile },
    body,
  );
  const count = (meant: Received['state']) => (state === meant ? 1 : 0);
  return { imported: count('taken'), unchanged: count('unchanged'), refused: count('refused'), issues };
}

/** One input that was refused does not stop the others; a server that is gone, or does not know the user, does. */
function refusedBy(error: unknown, { path: file }: Input): Tally {
  if (!(error instanceof Problem) || error.code === 'unauthenticated') throw error;
  const issues =
    error.issues.length > 0 ? error.issues : [{ path: '', message: `${problems[error.code].title}：${problems[error.code].advice}` }];
  const fileName = path.basename(file);
  return {
    imported: 0,
    unchanged: 0,
    refused: 1,
    issues: issues.map((issue) => ({ ...issue, path: issue.path ? `${fileName}!${issue.path}` : fileName })),
  };
}

function add(tally: Tally, more: Tally): void {
  tally.imported += more.imported;
  tally.unchanged += more.unchanged;
  tally.refused += more.refused;
  tally.issues.push(...more.issues);
}
