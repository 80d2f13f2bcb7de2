import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { analysePage } from './analyse.ts';
import { probeImage } from './probe.ts';
import { type ProcessedPage, type ProcessOptions, processPage } from './process.ts';
import { drawSample, drawSamplePixels } from './sample-page.ts';

async function processed(bytes: Buffer, options?: ProcessOptions): Promise<ProcessedPage> {
  const page = await processPage(bytes, options);
  if (!page.ok) throw new Error(page.reason);
  return page;
}

const namesOf = (page: ProcessedPage) => page.operations.map((operation) => operation.name);
const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('a page that lies askew on a black bed', () => {
  test('comes out straight, without black, in the shape of A4, at its resolution; the raw bytes stay', async () => {
    const raw = await drawSample({
      seed: 61,
      kind: 'table',
      skewDegrees: 1.6,
      bed: 'black',
      bedPx: 60,
      speckCount: 10,
      hasSeal: true,
      noise: 4,
    });
    const before = digest(raw);
    const page = await processed(raw);
    expect(digest(raw)).toBe(before);
    expect(namesOf(page)).toEqual(expect.arrayContaining(['despeckle', 'deskew', 'removeBorder']));
    const { optimised, view, thumb } = page;
    expect(Math.abs(optimised.widthPx / optimised.heightPx - 210 / 297)).toBeLessThan(0.003);
    expect([view.widthPx, thumb.widthPx]).toEqual([1600, 240]);
    expect(await probeImage(optimised.bytes)).toMatchObject({
      format: 'jpeg',
      dpi: 300,
      channels: 3,
      bitsPerChannel: 8,
      colourSpace: 'rgb',
    });
    const after = await analysePage(optimised.bytes);
    expect(after).toMatchObject({ ok: true, border: { left: 0, top: 0, right: 0, bottom: 0 } });
    expect(Math.abs(after.ok ? after.skewDegrees : 9)).toBeLessThan(0.1);
    // Nothing that is near black is left in the outermost 6 px.
    const { data, info } = await sharp(optimised.bytes).greyscale().raw().toBuffer({ resolveWithObject: true });
    const edge = Array.from({ length: info.height }, (_, y) => [data[y * info.width + 5], data[y * info.width + info.width - 6]]).flat();
    expect(Math.min(...edge.map((level) => level ?? 0))).toBeGreaterThan(120);
  });
});

test('a straight clean page is only encoded, nothing is invented', async () => {
  const page = await processed(await drawSample({ seed: 62, kind: 'text' }), { tone: false });
  expect(page.operations).toEqual([]);
  expect(page.optimised).toMatchObject({ widthPx: 2480, heightPx: 3508 });
});

test('deskewing cuts no content that stands at the very edge', async () => {
  const mark = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="2480" height="3508"><rect x="6" y="20" width="60" height="60"/></svg>',
  );
  const sheet = await sharp(await (await drawSamplePixels({ seed: 63, kind: 'text' })).png({ compressionLevel: 1 }).toBuffer())
    .composite([{ input: mark }])
    .png({ compressionLevel: 1 })
    .toBuffer();
  const raw = await sharp(sheet).rotate(2, { background: '#eee9dc' }).jpeg().toBuffer();
  const page = await processed(raw);
  const { data } = await sharp(page.optimised.bytes)
    .extract({ left: 0, top: 0, width: 200, height: 200 })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const blackCount = data.reduce((count, level) => count + (level < 90 ? 1 : 0), 0);
  expect(blackCount).toBeGreaterThan(60 * 60 * 0.93);
});

describe('despeckling', () => {
  test('takes lone dust away and leaves seal, writing and coloured points to the last pixel', async () => {
    const dots = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="2480" height="3508"><circle cx="2300" cy="200" r="4" fill="#101010"/><circle cx="2300" cy="500" r="4" fill="#c8281e"/><circle cx="2300" cy="800" r="4" fill="#1b3fae"/></svg>',
    );
    const sheet = await (await drawSamplePixels({ seed: 64, kind: 'table', hasSeal: true })).png({ compressionLevel: 1 }).toBuffer();
    const raw = await sharp(sheet)
      .composite([{ input: dots }])
      .png({ compressionLevel: 1 })
      .toBuffer();
    const keep = { deskew: false, tone: false, removeBorder: false, padToA4: false, quality: 100 };
    const [cleaned, left] = [await processed(raw, keep), await processed(raw, { ...keep, despeckle: false })];
    const [a, b] = await Promise.all([cleaned, left].map(({ optimised }) => sharp(optimised.bytes).raw().toBuffer()));
    const changed = new Set<string>();
    for (let i = 0; i < (a?.length ?? 0); i++) {
      if (Math.abs((a?.[i] ?? 0) - (b?.[i] ?? 0)) < 24) continue;
      const pixel = Math.floor(i / 3);
      changed.add(`${Math.round((pixel % 2480) / 100)},${Math.round(pixel / 2480 / 100)}`);
    }
    expect([...changed]).toEqual(['23,2']);
    expect(cleaned.operations).toMatchObject([{ name: 'despeckle', boxes: [{}] }]);
  });
});

test('a receipt becomes A4 by adding paper, not by stretching', async () => {
  const receipt = await sharp({ create: { width: 900, height: 1800, channels: 3, background: '#f4f4f0' } })
    .jpeg()
    .toBuffer();
  const page = await processed(receipt, { dpi: 300 });
  expect(page.optimised).toMatchObject({ widthPx: 1273, heightPx: 1800 });
  expect(page.view.widthPx).toBe(1273);
  expect(await probeImage(page.optimised.bytes)).toMatchObject({ dpi: 300 });
});

test('grey and CMYK scans come out as 24-bit colour', async () => {
  const base = sharp({ create: { width: 700, height: 990, channels: 3, background: '#e8e8e8' } });
  for (const bytes of [
    await base.clone().toColourspace('b-w').jpeg().toBuffer(),
    await base.clone().toColourspace('cmyk').jpeg().toBuffer(),
  ]) {
    expect(await probeImage((await processed(bytes)).optimised.bytes)).toMatchObject({
      channels: 3,
      bitsPerChannel: 8,
      colourSpace: 'rgb',
    });
  }
});

test('a file that is no page is refused, not thrown', async () => {
  expect(await processPage(Buffer.from('MZ'))).toMatchObject({ ok: false, reason: 'not_an_image' });
  expect(await processPage(Buffer.alloc(0))).toMatchObject({ ok: false, reason: 'empty' });
});
