import { Problem, problems } from '../core/problem.ts';

/** Options that every command takes. */
export type CommonOptions = { data: string; port: number; url: string | undefined; json: boolean };

/** What a command ends with: 0 done and nothing found, 1 done and something was found or refused, 2 could not be done. */
export type Exit = { code: 0 | 1 | 2; output: Record<string, unknown> | readonly unknown[]; text?: string };

export type Command = {
  /** Arguments as they are shown: `token create --user NAME`. */
  usage: string;
  zh: string;
  en: string;
  /** Options beside the common ones, as `node:util` parses them. */
  options?: Readonly<Record<string, { type: 'string' | 'boolean' }>>;
  run: (
    common: CommonOptions,
    positionals: readonly string[],
    values: Readonly<Record<string, string | boolean | undefined>>,
  ) => Promise<Exit | undefined>;
};

/** What is said when a command could not be done. */
export const failure = (message: string): Exit => ({ code: 2, output: { error: message }, text: message });

/** A refusal in words: the title, then each issue with its place. */
export function words(problem: { title: string; issues?: readonly { path: string; message: string }[] }): string {
  return [problem.title, ...(problem.issues ?? []).map(({ path, message }) => (path ? `  ${path}：${message}` : `  ${message}`))].join(
    '\n',
  );
}

/** An error as an exit: a Problem was refused, anything else could not be done. */
export function exitOf(error: unknown): Exit {
  if (!(error instanceof Problem)) return failure(error instanceof Error ? error.message : String(error));
  const { status, title, advice } = problems[error.code];
  const output = { code: error.code, status, title, advice, detail: error.message, issues: error.issues };
  return { code: 1, output, text: words({ title, issues: error.issues }) };
}
