import fs from 'node:fs';
import type { Operation } from '../../core/operation.ts';
import { callServer, serverOf } from '../client.ts';
import { type Command, failure } from '../command.ts';
import { modules } from '../modules.ts';

export const call: Command = {
  usage: 'call OPERATION [--input JSON|@FILE] [--file PATH] [--output PATH] | call --list',
  zh: '以 LANTAI_TOKEN 的用户身份调用任一操作；--list 列出全部操作',
  en: 'any operation of any contract, as the user of LANTAI_TOKEN',
  options: { input: { type: 'string' }, file: { type: 'string' }, output: { type: 'string' }, list: { type: 'boolean' } },
  run: async (common, [name], { input, list, file, output }) => {
    const operations = modules.flatMap((m) => m.operations.map((i) => i.operation));
    if (list)
      return { code: 0, output: { operations: operations.map(brief) }, text: operations.map((o) => `${o.name}  ${o.title}`).join('\n') };
    const operation = operations.find((o) => o.name === name);
    if (!operation) return failure(`没有操作 ${name ?? ''}；./lantai call --list 列出全部操作 (no such operation)`);
    const server = serverOf(common);
    if ('error' in server) return failure(server.error);
    const body = typeof file === 'string' ? fs.readFileSync(file) : undefined;
    const answer = await callServer(server, operation, readInput(input), body);
    if (!answer.bytes) return { code: answer.ok ? 0 : 1, output: answer.body as Record<string, unknown> };
    if (typeof output !== 'string') return failure(`${name} 返回文件，请用 --output PATH 指定保存位置`);
    fs.writeFileSync(output, answer.bytes, { mode: 0o600 });
    return { code: 0, output: { file: output, sizeBytes: answer.bytes.length }, text: `已保存到 ${output}` };
  },
};

const brief = ({ name, title, kind, route, permission }: Operation) => ({ name, title, kind, route, permission });

function readInput(input: string | boolean | undefined): Record<string, unknown> {
  if (typeof input !== 'string') return {};
  const text = input.startsWith('@') ? fs.readFileSync(input.slice(1), 'utf8') : input;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch (cause) {
    throw new Error(`--input 不是有效的 JSON：${text.slice(0, 60)}`, { cause });
  }
}
