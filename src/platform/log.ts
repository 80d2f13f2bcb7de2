import fs from 'node:fs';

const MOST_BYTES = 10 * 2 ** 20;
let file: string | undefined;

/** From now on every line goes into this file too; at 10 MB it becomes `….1` and a new one begins. */
export function logInto(path: string): void {
  file = path;
}

/** One JSON line on standard error. Fields hold ids, counts and codes: no names, no ID numbers, no contents. */
export function log(level: 'info' | 'warn' | 'error', message: string, fields: Record<string, unknown> = {}): void {
  const line = `${JSON.stringify({ at: new Date().toISOString(), level, message, ...fields })}\n`;
  process.stderr.write(line);
  if (file !== undefined) append(file, line);
}

function append(path: string, line: string) {
  try {
    if ((fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0) > MOST_BYTES) fs.renameSync(path, `${path}.1`);
    fs.appendFileSync(path, line, { mode: 0o600 });
  } catch {
    // a full disk must not end the service; the line stands on standard error
  }
}

/**
 * What a log may say of an error: its kind, its codes and where it was raised, through all its causes. Never its message: that quotes
 * what it was about, a name or a number; the place tells which message it is.
 */
export function faultOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error === 'object' ? 'object' : typeof error, ...codesOf(error) };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    ...{ kind: error.name, ...codesOf(error), stack: frames.slice(0, 12).map((line) => line.trim()) },
    ...(error.cause === undefined ? {} : { cause: faultOf(error.cause) }),
  };
}

/** Fields of Node's, PostgreSQL's and Fastify's errors that name things of ours. */
const CODES = ['code', 'syscall', 'errno', 'statusCode', 'schema', 'table', 'column', 'constraint', 'routine'] as const;

function codesOf(error: unknown): Record<string, unknown> {
  const given = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  return Object.fromEntries(CODES.filter((name) => ['string', 'number'].includes(typeof given[name])).map((name) => [name, given[name]]));
}
