import type { Sent } from './pack-folder.ts';

const EVERY_MS = 1000;

/** Tells on the error stream, once a second and at the end, how many files and megabytes of a folder are sent, and how fast. */
export function showProgress(write: (line: string) => unknown = (line) => process.stderr.write(line), clock = () => performance.now()) {
  const began = clock();
  let toldAt = began;
  return ({ files, bytes, ofFiles, ofBytes }: Sent): void => {
    const now = clock();
    const isLast = files === ofFiles;
    if (now - toldAt < EVERY_MS && !isLast) return;
    toldAt = now;
    const megabytes = (count: number) => (count / 1e6).toFixed(0);
    const rate = megabytes(bytes / Math.max((now - began) / 1000, 0.001));
    write(
      `  已发送 ${files} / ${ofFiles} 个文件，${megabytes(bytes)} / ${megabytes(ofBytes)} MB，${rate} MB/秒${isLast ? '；正在检查' : ''}\n`,
    );
  };
}
