import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { InputOf, Operation } from '../../src/core/operation.ts';
import { changePassword, createUser, findUsers, grantRoles, setUp, signIn } from '../../src/modules/accounts/contract.ts';

export const PASSWORD = 'Qing-shan-7749';

/** The product as it is delivered, on a data folder (an empty one, unless named) and a free port. */
export async function startProduct(
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lantai-e2e-')),
  options: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
) {
  const port = await freePort();
  const args = ['src/doors/cli.ts', 'start', '--data', folder, '--port', String(port), '--json', ...options];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.pipe(process.stderr);
  const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), once(child, 'exit')])) as [string | number];
  if (typeof line !== 'string') throw new Error(`the product ended with ${line} before it served`);
  const { url, setupUrl, error } = JSON.parse(line) as { url: string; setupUrl: string; error?: string };
  if (error) throw new Error(`the product did not start: ${error}`);
  /** As Ctrl-C would. */
  const end = async () => {
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  const stop = async () => {
    await end();
    fs.rmSync(folder, { recursive: true });
  };
  /** As a power cut would: nothing of the process runs on. */
  const kill = async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { url, setupUrl, folder, pid: Number(child.pid), end, stop, kill, said: () => said };
}

/** One signed-in caller over HTTP, as a browser would be. */
export type Caller = <const O extends Operation>(operation: O, input: InputOf<O>) => Promise<Record<string, unknown>>;

export async function signInAt(url: string, loginName: string, password = PASSWORD): Promise<Caller> {
  const { headers } = await send(url, signIn, { loginName, password }, '');
  const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
  return async (operation, input) => (await send(url, operation, input, cookie)).body;
}

/** Sets the product up with `sysadmin`, `secadmin`, `auditadmin` and `leader`, all with PASSWORD. */
export async function setUpAt({ url, setupUrl }: { url: string; setupUrl: string }): Promise<void> {
  const person = (loginName: string, displayName: string) => ({ loginName, displayName, password: PASSWORD });
  const people = {
    sysadmin: person('sysadmin', '钱系统'),
    secadmin: person('secadmin', '孙保密'),
    auditadmin: person('auditadmin', '李审计'),
    leader: person('leader', '周主管'),
  };
  await send(url, setUp, { link: setupUrl.split('#')[1] ?? '', code: '110101', name: '东河区人才服务中心', ...people }, '');
}

/** Makes a user with these roles who has already chosen a password of his own. */
export async function addUser(url: string, loginName: string, displayName: string, roles: readonly string[]): Promise<void> {
  const sysadmin = await signInAt(url, 'sysadmin');
  const secadmin = await signInAt(url, 'secadmin');
  await sysadmin(createUser, { loginName, displayName, password: `${PASSWORD}-first`, seesBelow: false, kinds: ['floating'] });
  const { users } = (await sysadmin(findUsers, { limit: 200 })) as { users: { id: string; loginName: string }[] };
  await secadmin(grantRoles, { userId: users.find((user) => user.loginName === loginName)?.id ?? '', roles: [...roles] });
  const own = await signInAt(url, loginName, `${PASSWORD}-first`);
  await own(changePassword, { current: `${PASSWORD}-first`, next: PASSWORD });
}

async function send<const O extends Operation>(url: string, operation: O, input: InputOf<O>, cookie: string) {
  const [method = 'GET', route = ''] = operation.route.split(' ');
  const address = `${url}/api${route.replace(/:(\w+)/g, (_, name: string) => String((input as Record<string, unknown>)[name]))}`;
  const search =
    method === 'GET'
      ? `?${new URLSearchParams(Object.entries(input).map(([name, value]) => [name, String(value)] as [string, string]))}`
      : '';
  const response = await fetch(address + search, {
    method,
    headers: { 'content-type': 'application/json', origin: url, cookie },
    ...(method === 'GET' ? {} : { body: JSON.stringify(input) }),
  });
  const body = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(`${operation.name}: ${response.status} ${JSON.stringify(body)}`);
  return { body, headers: response.headers };
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
