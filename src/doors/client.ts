import { INPUT_HEADER, type Operation } from '../core/operation.ts';
import { openDataFolder } from '../platform/data-folder.ts';
import { findInstances } from '../platform/instance.ts';
import type { CommonOptions } from './command.ts';
import { sendStream, unreachable } from './send-stream.ts';

export type Server = { url: string; token: string };
type Answer = { ok: boolean; body: unknown; bytes?: Buffer };

/** The server that a client command speaks to, or what to do about there being none. */
export function serverOf({ url, data }: CommonOptions): Server | { error: string } {
  const token = process.env['LANTAI_TOKEN'];
  if (!token) return { error: '缺少令牌：请先执行 ./lantai token create --user NAME，并放入环境变量 LANTAI_TOKEN (no token)' };
  const address = url ?? findInstances(openDataFolder(data)).web?.url;
  if (!address) return { error: '此数据文件夹上没有服务在运行：请先执行 ./lantai start，或用 --url 指定服务地址 (no server)' };
  return { url: address, token };
}

/** Calls one operation over HTTP. A refusal is an answer; @throws Error when the server can't be reached. */
export async function callServer(
  { url, token }: Server,
  operation: Operation,
  input: Record<string, unknown>,
  body?: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<Answer> {
  const [method = 'GET', path = ''] = operation.route.split(' ');
  const rest = { ...input };
  const filled = path.replace(/:(\w+)/g, (_match, name: string) => {
    const value = String(rest[name] ?? '');
    delete rest[name];
    return encodeURIComponent(value);
  });
  const isBytes = operation.accepts === 'bytes';
  const query =
    method === 'GET' && Object.keys(rest).length > 0
      ? `?${new URLSearchParams(Object.entries(rest).map(([key, value]): [string, string] => [key, String(value)]))}`
      : '';
  const type: Record<string, string> = isBytes
    ? { 'content-type': 'application/octet-stream', [INPUT_HEADER]: encodeURIComponent(JSON.stringify(rest)) }
    : { 'content-type': 'application/json' };
  const headers = { authorization: `Bearer ${token}`, ...(method === 'GET' ? {} : type) };
  if (body && !(body instanceof Uint8Array)) {
    const { status, body: answer } = await sendStream(new URL(`${url}/api${filled}`), headers, body);
    return { ok: status < 300, body: answer };
  }
  const content = isBytes ? Buffer.from(body ?? []) : JSON.stringify(rest);
  const response = await fetch(`${url}/api${filled}${query}`, { method, headers, ...(method === 'GET' ? {} : { body: content }) }).catch(
    (cause: unknown) => {
      throw unreachable(url, cause);
    },
  );
  if (response.ok && operation.returns === 'file') return { ok: true, body: {}, bytes: Buffer.from(await response.arrayBuffer()) };
  return { ok: response.ok, body: await response.json() };
}
