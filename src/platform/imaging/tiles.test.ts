import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { openImagingPool } from './pool.ts';
import { openTileStore } from './tile-store.ts';
import { burnWatermark } from './watermark.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tiles-'));
const [blobs, tiles] = [path.join(folder, 'blobs'), path.join(folder, 'tiles')];
fs.mkdirSync(blobs);
const pool = openImagingPool({ size: 1, memoryMb: 2500, readFolders: [blobs], writeFolders: [tiles] });
afterAll(async () => {
  await pool.close();
  fs.rmSync(folder, { recursive: true });
});

/** A page whose pixels tell where they are: red grows to the right, green downwards. */
async function draw(name: string, width: number, height: number) {
  const rgb = Buffer.alloc(width * height * 3, 128);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rgb.set([Math.round((x / width) * 255), Math.round((y / height) * 255)], (y * width + x) * 3);
  const file = path.join(blobs, name);
  await sharp(rgb, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 95 })
    .toFile(file);
  return file;
}

test('a page of 600 dpi is cut into two levels whose tiles lie where they should', async () => {
  const [width, height] = [4960, 3000];
  const set = await openTileStore(pool, tiles).open('a', await draw('a', width, height));
  if (!set.ok) throw new Error(set.detail);
  const { index, read } = set;
  expect(index).toMatchObject({ widthPx: width, heightPx: height });
  expect(index.levels.map(({ widthPx, columnCount, tiles: list }) => [widthPx, columnCount, list.length])).toEqual([
    [4960, 10, 60],
    [2480, 5, 15],
  ]);
  for (const { widthPx, heightPx, columnCount, tiles: list } of index.levels) {
    const place = columnCount + 2; // second row, third column
    const { data, info } = await sharp(await read(list[place] ?? [0, 0]))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([512, 512]);
    expect(Math.abs((data[0] ?? 0) - (1024 / widthPx) * 255)).toBeLessThan(6);
    expect(Math.abs((data[1] ?? 0) - (512 / heightPx) * 255)).toBeLessThan(6);
  }
  expect(await sharp(await read(index.view)).metadata()).toMatchObject({ width: 1600, format: 'jpeg' });
});

test('a small page has a view and no tiles; what is no image is refused', async () => {
  const store = openTileStore(pool, tiles);
  const small = await store.open('b', await draw('b', 800, 1000));
  expect(small).toMatchObject({ ok: true, index: { widthPx: 800, levels: [] } });
  fs.writeFileSync(path.join(blobs, 'c'), 'MZ');
  expect(await store.open('c', path.join(blobs, 'c'))).toMatchObject({ ok: false, reason: 'not_an_image' });
});

test('the sets that were not opened longest go when the room is used up; two who open the same get one', async () => {
  const file = await draw('d', 1700, 600);
  const { size } = fs.statSync(file);
  const store = openTileStore(pool, tiles, size * 3);
  const [first, same] = await Promise.all([store.open('d1', file), store.open('d1', file)]);
  expect(first).toBe(same);
  for (const name of ['d2', 'd3', 'd4', 'd5', 'd6']) await store.open(name, file);
  const kept = fs.readdirSync(tiles);
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.map((name) => fs.statSync(path.join(tiles, name)).size).reduce((a, b) => a + b)).toBeLessThanOrEqual(size * 3);
  expect(await store.open('d6', file)).toMatchObject({ ok: true });
});

test('every tile of an empty page has words on it, and they run on from one to the next', async () => {
  const blank = await sharp({ create: { width: 512, height: 512, channels: 3, background: '#fff' } })
    .jpeg()
    .toBuffer();
  const lines = ['张三 zhangsan', '某区人才服务中心', '2026-11-24 09:05 10.0.0.8'];
  for (const pageWidthPx of [1700, 2480, 4960])
    for (let leftPx = 0; leftPx < pageWidthPx; leftPx += 512)
      for (let topPx = 0; topPx < pageWidthPx * 1.4; topPx += 512) {
        const { data } = await sharp(await burnWatermark(blank, lines, { leftPx, topPx, pageWidthPx }))
          .greyscale()
          .raw()
          .toBuffer({ resolveWithObject: true });
        const inked = data.reduce((count, level) => count + (level < 240 ? 1 : 0), 0);
        expect(inked, `${pageWidthPx} at ${leftPx},${topPx}`).toBeGreaterThan(1500);
      }
  const whole = await burnWatermark(
    await sharp({ create: { width: 1024, height: 512, channels: 3, background: '#fff' } })
      .png()
      .toBuffer(),
    lines,
    { leftPx: 512, topPx: 0, pageWidthPx: 2480 },
  );
  const right = await burnWatermark(blank, lines, { leftPx: 1024, topPx: 0, pageWidthPx: 2480 });
  const [a, b] = [
    await sharp(whole).extract({ left: 512, top: 0, width: 512, height: 512 }).raw().toBuffer(),
    await sharp(right).raw().toBuffer(),
  ];
  expect(a.reduce((sum, level, at) => sum + Math.abs(level - (b[at] ?? 0)), 0) / a.length).toBeLessThan(2);
});
