import { Problem } from '../core/problem.ts';
import type { Intake } from './house.ts';

/** The whole body of a call, in memory. `what` is what it should be: 名册. @throws too_large, invalid_input when it is empty */
export async function collectBody(body: Intake['body'], mostBytes: number, what: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of body ?? []) {
    sizeBytes += chunk.length;
    if (sizeBytes > mostBytes) {
      const message = `${what}超过 ${Math.round(mostBytes / 2 ** 20)} MB，请拆分后再导入`;
      throw new Problem('too_large', 'body', [{ path: '', message }]);
    }
    chunks.push(chunk);
  }
  if (sizeBytes === 0) throw new Problem('invalid_input', 'no body', [{ path: '', message: `没有收到${what}，或文件是空的` }]);
  return Buffer.concat(chunks);
}
