import { readSheet } from 'read-excel-file/node';
import { expect, test } from 'vitest';
import { type Cell, writeWorkbook } from './workbook.ts';

function* many(count: number): Generator<Cell[]> {
  for (let n = 0; n < count; n++) yield Array.from({ length: 9 }, (_, column) => (column === 8 ? n : `值${n}-${column} 某某大学`));
}

test('fifty thousand rows are written without holding up the process', async () => {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last - 10);
    last = performance.now();
  }, 10);
  const bytes = await writeWorkbook([{ name: '清单', widths: [10], rows: many(50_000) }]);
  clearInterval(timer);
  expect(longest).toBeLessThan(1000); // 50 ms on a machine that does nothing else
  expect(bytes.length).toBeLessThan(10 * 2 ** 20);
});

test('what a sheet throws is what the caller gets', async () => {
  // biome-ignore lint/correctness/useYield: it never comes to that
  async function* broken(): AsyncGenerator<Cell[]> {
    throw new Error('no more rows');
  }
  await expect(writeWorkbook([{ name: '清单', widths: [], rows: broken() }])).rejects.toThrow('no more rows');
});

test('columns beyond Z, numbers, empty cells and odd signs are read back as they were', async () => {
  const row: Cell[] = Array.from({ length: 30 }, (_, n) => (n === 3 ? null : n % 2 ? `“${n}” <b>&amp;\u0007` : n));
  const bytes = await writeWorkbook([{ name: 'A & B', widths: [], rows: [row.map((_, n) => `列${n}`), row] }]);
  expect((await readSheet(Buffer.from(bytes), 'A & B'))[1]).toEqual(
    row.map((cell) => (typeof cell === 'string' ? cell.replace('\u0007', '') : cell)),
  );
});
