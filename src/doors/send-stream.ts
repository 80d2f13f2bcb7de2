import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';

/**
 * Sends a stream as the body of a POST and reads the answer, which may come before all is sent. Not by `fetch`, which copies a streamed body
 * twice. @throws Error when the server can't be reached or goes away, and what the stream throws
 */
export async function sendStream(url: URL, headers: Record<string, string>, body: AsyncIterable<Uint8Array>) {
  const request = (url.protocol === 'https:' ? https : http).request(url, { method: 'POST', headers });
  const answered = once(request, 'response') as Promise<[http.IncomingMessage]>;
  answered.catch(() => {}); // awaited when all is sent
  const closed = new Promise<false>((resolve) => request.once('close', () => resolve(false)));
  try {
    for await (const piece of body) if (!(await Promise.race([write(request, piece), closed]))) break;
  } catch (error) {
    request.destroy();
    throw error;
  }
  request.end();
  const [response] = await answered.catch((cause: unknown) => {
    throw unreachable(url.origin, cause);
  });
  return { status: response.statusCode ?? 500, body: JSON.parse(await text(response)) as unknown };
}

/** What is said of a server that can't be reached. */
export const unreachable = (url: string, cause: unknown): Error => new Error(`连接不上 ${url} (cannot reach the server)`, { cause });

/** Resolves when the system has taken the piece over; false when it can't any more. */
const write = (request: http.ClientRequest, piece: Uint8Array): Promise<boolean> =>
  new Promise((resolve) => request.write(piece, (error) => resolve(!error)));
