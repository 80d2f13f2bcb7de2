import { expect, test } from 'vitest';
import { showProgress } from './show-progress.ts';

test('the progress of a folder is told once a second and at the end, with its rate', () => {
  let now = 0;
  const lines: string[] = [];
  const show = showProgress(
    (line) => lines.push(line),
    () => now,
  );
  for (let files = 1; files <= 4; files++) {
    now += 600;
    show({ files, bytes: files * 60e6, ofFiles: 4, ofBytes: 240e6 });
  }
  expect(lines).toEqual(['  已发送 2 / 4 个文件，120 / 240 MB，100 MB/秒\n', '  已发送 4 / 4 个文件，240 / 240 MB，100 MB/秒；正在检查\n']);
});
