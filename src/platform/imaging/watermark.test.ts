import sharp from 'sharp';
import { expect, test } from 'vitest';
import { burnWatermark } from './watermark.ts';

const view = (background: string) =>
  sharp({ create: { width: 1600, height: 2263, channels: 3, background } })
    .jpeg()
    .toBuffer();
const lines = ['张三 收件员 2026-11-24 09:05 授权A12'];

/** Fraction of pixels of each quarter of the image that differ from the plain `level` by more than 20. */
async function markedRatios(bytes: Buffer, level: number): Promise<number[]> {
  const { data, info } = await sharp(bytes).greyscale().raw().toBuffer({ resolveWithObject: true });
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < data.length; i++) {
    const quarter = (i % info.width < info.width / 2 ? 0 : 1) + (i < data.length / 2 ? 0 : 2);
    if (Math.abs((data[i] ?? 0) - level) > 20) counts[quarter] = (counts[quarter] ?? 0) + 1;
  }
  return counts.map((count) => count / (data.length / 4));
}

test('a watermark is seen in every quarter of a white page and of a black one', async () => {
  for (const [background, level] of [
    ['#ffffff', 255],
    ['#000000', 0],
  ] as const) {
    const marked = await burnWatermark(await view(background), lines);
    expect(await sharp(marked).metadata()).toMatchObject({ format: 'jpeg', width: 1600, height: 2263, channels: 3 });
    for (const ratio of await markedRatios(marked, level)) {
      expect(ratio).toBeGreaterThan(0.01);
      expect(ratio).toBeLessThan(0.15);
    }
  }
});

test('different words make different images, the same words the same', async () => {
  const page = await view('#ffffff');
  const [a, b, c] = [await burnWatermark(page, lines), await burnWatermark(page, lines), await burnWatermark(page, ['李四 阅档人'])];
  expect(a.equals(b)).toBe(true);
  expect(a.equals(c)).toBe(false);
  // Signs of mark-up are words, too.
  expect((await burnWatermark(page, ['<b>A&B</b>'])).equals(a)).toBe(false);
});

test('a view never leaves without words on it', async () => {
  await expect(burnWatermark(await view('#ffffff'), [])).rejects.toThrow('text');
  await expect(burnWatermark(await view('#ffffff'), ['  '])).rejects.toThrow('text');
  await expect(burnWatermark(Buffer.from('nothing'), lines)).rejects.toThrow();
});
