import { INPUT_HEADER, type InputOf, type OutputOf } from '../../../../core/operation.ts';
import { problems } from '../../../../core/problem.ts';
import { receivePackage } from '../../../../modules/digitisation/contract.ts';
import { addressOf, CallError, ConnectionLost } from '../../../call.ts';
import { markConnection } from '../../../connection.ts';

export type Judged = OutputOf<typeof receivePackage>;
type Input = InputOf<typeof receivePackage>;

/**
 * Sends one package as the browser reads it from the disk, never whole in memory. Not by `fetch`: that does not say how many bytes have
 * gone. `onSent` is told as they go; after the last the server judges. @throws as `call` does; a signal that is aborted: ConnectionLost
 */
export function sendPackage(file: File, input: Input, onSent: (sentBytes: number) => void, signal: AbortSignal): Promise<Judged> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const lost = () => {
      if (!signal.aborted) markConnection('lost');
      reject(new ConnectionLost('与服务器的连接中断'));
    };
    request.upload.onprogress = ({ loaded }) => onSent(loaded);
    request.onload = () => {
      markConnection('ok');
      const body: unknown = parse(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(receivePackage.output.parse(body));
      else reject(new CallError(isRefusal(body) ? body : { code: 'internal' }));
    };
    request.onerror = lost;
    request.onabort = lost;
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.open('POST', addressOf(receivePackage, {} as Input));
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader(INPUT_HEADER, encodeURIComponent(JSON.stringify(input)));
    request.send(file.slice(0, file.size, 'application/octet-stream'));
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRefusal = (body: unknown): body is ConstructorParameters<typeof CallError>[0] =>
  typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string' && body.code in problems;
