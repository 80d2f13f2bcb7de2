import { once } from 'node:events';
import fs from 'node:fs';
import readline from 'node:readline';
import { canonical, type Json } from '../../core/canonical.ts';
import { eventsOf, hashOfText, verifyLedger } from '../../platform/export.ts';
import { type Command, failure } from '../command.ts';
import { modules } from '../modules.ts';
import { asOperator } from '../operator.ts';

export const ledger: Command = {
  usage: 'ledger verify [FILE] | ledger export FILE',
  zh: '校验本机台账或导出文件的哈希链；导出台账（每行一条规范 JSON）',
  en: 'checks the chain of this instance or of an export; exports the ledger as canonical JSON Lines',
  run: async (common, [verb, file]) => {
    if (verb === 'verify' && file === undefined) {
      return asOperator(common, 'operator.verifyLedger', async ({ db }) => {
        const { events, head, differences } = await verifyLedger({ modules }, db);
        const ok = differences.length === 0;
        return judged(ok, { ok, events, head, differences });
      });
    }
    if (verb === 'verify' && file !== undefined) return verifyFile(file);
    if (verb === 'export' && file !== undefined) return asOperator(common, 'operator.exportLedger', ({ db }) => exportTo(db, file));
    return failure(`用法 usage: ./lantai ${ledger.usage}`);
  },
};

async function exportTo(db: Parameters<typeof eventsOf>[0], file: string) {
  const out = fs.createWriteStream(file, { mode: 0o600, flags: 'wx' });
  let events = 0;
  for await (const event of eventsOf(db)) {
    if (!out.write(`${canonical(event)}\n`)) await once(out, 'drain');
    events += 1;
  }
  await new Promise<void>((resolve, reject) => out.end((error?: Error | null) => (error ? reject(error) : resolve())));
  return { code: 0 as const, output: { events, file }, text: `已导出 ${events} 条到 ${file}` };
}

/** Judges an export by itself: numbers without gaps, each hash over its content and the one before. */
async function verifyFile(file: string) {
  const head: Record<number, Head> = {};
  const differences: { id: string; what: string }[] = [];
  let events = 0;
  for await (const line of readline.createInterface({ input: fs.createReadStream(file) })) {
    if (line === '') continue;
    events += 1;
    const event = parseLine(line);
    if (!event) {
      differences.push({ id: `第 ${events} 行`, what: '不是台账记录' });
      continue;
    }
    const { institution_id: institutionId, seq, hash } = event;
    const id = `${institutionId}/${seq}`;
    differences.push(...faultsOf(event, head[institutionId] ?? { seq: 0, hash: '' }).map((what) => ({ id, what })));
    head[institutionId] = { seq, hash };
  }
  const ok = differences.length === 0;
  return judged(ok, { ok, events, head, differences });
}

type Head = { seq: number; hash: string };

function faultsOf(event: Line, last: Head): string[] {
  const faults: string[] = [];
  if (event.seq !== last.seq + 1) faults.push(`序号不连续：${last.seq} 之后是 ${event.seq}`);
  if (event.prev_hash !== last.hash) faults.push('与前一条的哈希不相接');
  if (hashOfText(event) !== event.hash) faults.push('内容与哈希不符，记录被改动');
  return faults;
}

const judged = (
  ok: boolean,
  output: { events: number; differences: readonly { id: string; what: string }[] } & Record<string, unknown>,
) => ({
  ...{ code: ok ? (0 as const) : (1 as const), output },
  text: ok ? `完整：${output.events} 条` : output.differences.map((d) => `${d.id}：${d.what}`).join('\n'),
});

type Line = { [key: string]: Json } & { institution_id: number; seq: number; prev_hash: string; hash: string };

function parseLine(line: string): Line | undefined {
  try {
    const value = JSON.parse(line) as Partial<Line>;
    return typeof value.institution_id === 'number' && typeof value.seq === 'number' && typeof value.hash === 'string'
      ? (value as Line)
      : undefined;
  } catch {
    return undefined;
  }
}
