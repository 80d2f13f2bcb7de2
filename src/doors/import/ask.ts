import { type Issue, Problem, problems } from '../../core/problem.ts';
import { callServer, type Server } from '../client.ts';

/** One operation of the server, its answer taken as `T`. @throws Problem when the server refuses */
export async function ask<T>(
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
