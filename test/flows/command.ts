import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

export type Ran = { code: number; stdout: string; stderr: string; json: Record<string, unknown> };
type Environment = Readonly<Record<string, string>>;

/** Runs `./lantai …` as a person would, and waits for its end. `json` is what it printed with `--json`. */
export const lantai = (args: readonly string[], env: Environment = {}): Promise<Ran> => run('./lantai', [], args, env);

/** The same command without the launcher, which looks at what is installed first. */
export const command = (args: readonly string[], env: Environment = {}): Promise<Ran> =>
  run(process.execPath, ['src/doors/cli.ts'], args, env);

async function run(program: string, before: readonly string[], args: readonly string[], env: Environment): Promise<Ran> {
  const child = spawn(program, [...before, ...args], {
    env: { ...process.env, LANTAI_TOKEN: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: Number(code), stdout, stderr, json: args.includes('--json') ? (JSON.parse(stdout) as Record<string, unknown>) : {} };
}
