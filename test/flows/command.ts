import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

export type Ran = { code: number; stdout: string; stderr: string; json: Record<string, unknown> };

/** Runs `./lantai …` as a person would, and waits for its end. `json` is what it printed with `--json`. */
export async function lantai(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const child = spawn('./lantai', args, { env: { ...process.env, LANTAI_TOKEN: '', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: Number(code), stdout, stderr, json: args.includes('--json') ? (JSON.parse(stdout) as Record<string, unknown>) : {} };
}
