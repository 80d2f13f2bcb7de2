import fs from 'node:fs';
import path from 'node:path';
import { type Issue, Problem, problems } from '../../core/problem.ts';
import * as digitisationContract from '../../modules/digitisation/contract.ts';
import * as receptionContract from '../../modules/reception/contract.ts';
import { callServer, type Server, serverOf } from '../client.ts';
import { type Command, failure } from '../command.ts';
import { findInputs, type Input } from '../import/find-inputs.ts';
import { packFolder } from '../import/pack-folder.ts';
import { showProgress } from '../import/show-progress.ts';

/** Counts are list rows, packages, vendor volumes and loose files. */
type Tally = { imported: number; unchanged: number; refused: number; issues: Issue[] };
type Terms = { server: Server; profile: string; reason: string };

const ROWS_A_CALL = 200;
const DEFAULT_REASON = '命令行批量导入；提示见导入结果';

export const importCommand: Command = {
  usage: 'import PATH [--profile new|existing] [--reason TEXT]',
  zh: '导入名册、数据包、外包目录或样例文件夹；可重复执行，已导入的不变。--reason 为对提示的说明',
  en: 'any supported list, package or vendor folder; safe to repeat',
  options: { profile: { type: 'string' }, reason: { type: 'string' } },
  run: async (common, [target], { profile = 'new', reason = DEFAULT_REASON }) => {
    if (target === undefined || (profile !== 'new' && profile !== 'existing'))
      return failure(`用法 usage: ./lantai ${importCommand.usage}`);
    if (!fs.existsSync(target)) return failure(`找不到 ${target} (no such file or folder)`);
    const server = serverOf(common);
    if ('error' in server) return failure(server.error);
    const tally: Tally = { imported: 0, unchanged: 0, refused: 0, issues: [] };
    const inputs = await findInputs(target);
    for (const [place, input] of inputs.entries()) {
      process.stderr.write(`${place + 1} / ${inputs.length} ${path.basename(input.path)}\n`);
      const terms = { server, profile, reason: String(reason) };
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
  loose: async (_terms, { path: file }) => {
    const message = '散页没有导入：本版尚无未分配页面托盘；请按人整理成外包目录（图像加 目录.xlsx）后导入';
    return { imported: 0, unchanged: 0, refused: 1, issues: [{ path: path.basename(file), message }] };
  },
};

async function takeList({ server, reason }: Terms, { path: file }: Input): Promise<Tally> {
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

/** @throws Problem when the server refuses */
async function ask<T>(
  server: Server,
  operation: Parameters<typeof callServer>[1],
  input: Record<string, unknown>,
  body?: AsyncIterable<Uint8Array>,
): Promise<T> {
  const { ok, body: answer } = await callServer(server, operation, input, body);
  if (ok) return answer as T;
  const { code, detail, issues } = answer as { code: keyof typeof problems; detail?: string; issues?: Issue[] };
  throw new Problem(code in problems ? code : 'internal', detail ?? '', issues ?? []);
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
