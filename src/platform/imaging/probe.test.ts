import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodePage } from './decode.ts';
import { probeImage } from './probe.ts';

const image = () => sharp({ create: { width: 400, height: 300, channels: 3, background: '#eee' } });
let jpeg: Buffer;
let png: Buffer;
let tiff: Buffer;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probe-'));
  jpeg = await image().jpeg().withDensity(300).toBuffer();
  png = await image().png().withDensity(600).toBuffer();
  tiff = await image()
    .tiff({ xres: 300 / 25.4, yres: 300 / 25.4, compression: 'lzw' })
    .toBuffer();
});
afterAll(() => rm(folder, { recursive: true }));

/** Changes the bytes of a copy. */
function patched(bytes: Buffer, at: number, values: number[]): Buffer {
  const copy = Buffer.from(bytes);
  copy.set(values, at);
  return copy;
}

const startOfFrame = () => jpeg.indexOf(Buffer.from([0xff, 0xc0]));
const reasonOf = async (source: Uint8Array | string) => {
  const probe = await probeImage(source);
  return probe.ok ? 'ok' : `${probe.format ?? '-'} ${probe.reason}`;
};

describe('the header of an image', () => {
  test('is read from JPEG, PNG, TIFF and WebP', async () => {
    const common = {
      ok: true,
      widthPx: 400,
      heightPx: 300,
      bitsPerChannel: 8,
      channels: 3,
      colourSpace: 'rgb',
      orientation: 1,
      frameCount: 1,
    };
    expect(await probeImage(jpeg)).toEqual({ ...common, format: 'jpeg', dpi: 300, sizeBytes: jpeg.length });
    expect(await probeImage(png)).toEqual({ ...common, format: 'png', dpi: 600, sizeBytes: png.length });
    expect(await probeImage(tiff)).toEqual({ ...common, format: 'tiff', dpi: 300, sizeBytes: tiff.length });
    expect(await probeImage(await image().webp().toBuffer())).toMatchObject({ format: 'webp', widthPx: 400, heightPx: 300 });
    expect(await probeImage(await image().webp({ lossless: true }).toBuffer())).toMatchObject({ widthPx: 400, heightPx: 300 });
    expect(await probeImage(await image().gif().toBuffer())).toMatchObject({ format: 'gif', widthPx: 400, heightPx: 300 });
  });

  test('is the same from a path as from bytes', async () => {
    await writeFile(join(folder, 'a.jpg'), jpeg);
    expect(await probeImage(join(folder, 'a.jpg'))).toEqual(await probeImage(jpeg));
  });

  test('tells grey, CMYK, 16 bits, bilevel and turned images', async () => {
    expect(await probeImage(await image().toColourspace('b-w').jpeg().toBuffer())).toMatchObject({ channels: 1, colourSpace: 'grey' });
    expect(await probeImage(await image().toColourspace('cmyk').jpeg().toBuffer())).toMatchObject({ channels: 4, colourSpace: 'cmyk' });
    expect(await probeImage(await image().toColourspace('rgb16').png().toBuffer())).toMatchObject({ bitsPerChannel: 16 });
    const bilevel = image().toColourspace('b-w').tiff({ bitdepth: 1, compression: 'ccittfax4' });
    expect(await probeImage(await bilevel.toBuffer())).toMatchObject({ bitsPerChannel: 1, channels: 1, colourSpace: 'grey' });
    expect(await probeImage(await image().jpeg().withMetadata({ orientation: 6 }).toBuffer())).toMatchObject({
      orientation: 6,
      widthPx: 400,
    });
  });

  test('of a JPEG without a density has no dpi', async () => {
    expect(await probeImage(await image().jpeg().toBuffer())).toMatchObject({ ok: true, dpi: null });
  });

  test('of a Windows bitmap is read, but the bitmap is not decoded', async () => {
    const bmp = Buffer.alloc(54 + 12);
    bmp.write('BM');
    bmp.writeUInt32LE(bmp.length, 2);
    bmp.writeInt32LE(2, 18);
    bmp.writeInt32LE(-2, 22);
    bmp.writeUInt16LE(24, 28);
    bmp.writeInt32LE(11_811, 38);
    expect(await probeImage(bmp)).toMatchObject({ ok: true, format: 'bmp', widthPx: 2, heightPx: 2, channels: 3, dpi: 300 });
    expect(await decodePage(bmp)).toMatchObject({ ok: false, reason: 'unsupported' });
  });
});

describe('what is no page', () => {
  test('is refused by what it is, not by what it is called', async () => {
    await writeFile(join(folder, 'scan.jpg'), 'MZ\x90\0 this program cannot be run');
    expect(await reasonOf(join(folder, 'scan.jpg'))).toBe('executable not_an_image');
    expect(await reasonOf(Buffer.from('%PDF-1.7\n'))).toBe('pdf not_an_image');
    expect(await reasonOf(Buffer.from('PK\x03\x04'))).toBe('zip not_an_image');
    expect(await reasonOf(Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe('svg not_an_image');
    expect(await reasonOf(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'))).toBe('heic unsupported');
    expect(await reasonOf(Buffer.from('档案'))).toBe('unknown not_an_image');
  });

  test('is refused when it is empty, missing or a folder', async () => {
    expect(await reasonOf(Buffer.alloc(0))).toBe('- empty');
    expect(await reasonOf(join(folder, 'missing.jpg'))).toBe('- unreadable');
    expect(await reasonOf(folder)).toBe('- unreadable');
  });

  test('is refused when its end is missing', async () => {
    for (const length of [3, 30, startOfFrame() + 4, jpeg.length - 2])
      expect(await reasonOf(jpeg.subarray(0, length))).toBe('jpeg truncated');
    for (const length of [9, 40, png.length - 12]) expect(await reasonOf(png.subarray(0, length))).toBe('png truncated');
    for (const length of [4, 7, tiff.length - 400]) expect(await reasonOf(tiff.subarray(0, length))).toMatch(/^tiff (truncated|damaged)$/);
  });

  test('is not taken for truncated because something follows it', async () => {
    expect(await reasonOf(Buffer.concat([jpeg, Buffer.alloc(200_000)]))).toBe('ok');
  });

  test('is refused when it would unpack to more than 120 million pixels', async () => {
    expect(await reasonOf(patched(jpeg, startOfFrame() + 5, [0xff, 0xdc, 0xff, 0xdc]))).toBe('jpeg too_large');
    expect(await reasonOf(patched(png, 16, [0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]))).toBe('png too_large');
  });
});

describe('decoding', () => {
  test('refuses a JPEG of 12 bits by name', async () => {
    const twelve = patched(jpeg, startOfFrame() + 4, [12]);
    expect(await probeImage(twelve)).toMatchObject({ ok: true, bitsPerChannel: 12 });
    expect(await decodePage(twelve)).toMatchObject({ ok: false, reason: 'unsupported', detail: expect.stringContaining('12 位') });
  });

  test('refuses a TIFF of several pages, because the others would be lost', async () => {
    // libvips writes a tall image as pages of the given height.
    const pages = await sharp(await image().raw().toBuffer(), { raw: { width: 400, height: 300, channels: 3, pageHeight: 100 } })
      .tiff()
      .toBuffer();
    expect(await probeImage(pages)).toMatchObject({ ok: true, frameCount: 3 });
    expect(await decodePage(pages)).toMatchObject({ ok: false, reason: 'unsupported', detail: expect.stringContaining('3 页') });
  });

  test('gives 24-bit colour whatever comes, upright', async () => {
    for (const bytes of [
      await image().toColourspace('b-w').jpeg().toBuffer(),
      await image().toColourspace('cmyk').jpeg().toBuffer(),
      await image().toColourspace('rgb16').png().toBuffer(),
      await image().ensureAlpha(0.5).png().toBuffer(),
    ]) {
      const page = await decodePage(bytes);
      expect(page.ok && page.pixels.rgb.length).toBe(400 * 300 * 3);
    }
    const turned = await decodePage(await image().jpeg().withMetadata({ orientation: 6 }).toBuffer());
    expect(turned).toMatchObject({ ok: true, pixels: { widthPx: 300, heightPx: 400 } });
  });

  test('refuses pixels that break off in the middle, although the end mark is there', async () => {
    const noisy = await sharp({
      create: { width: 600, height: 600, channels: 3, background: '#000', noise: { type: 'gaussian', mean: 128, sigma: 40 } },
    })
      .jpeg()
      .toBuffer();
    const broken = Buffer.concat([noisy.subarray(0, noisy.length >> 1), Buffer.from([0xff, 0xd9])]);
    expect(await probeImage(broken)).toMatchObject({ ok: true });
    expect(await decodePage(broken)).toMatchObject({ ok: false, reason: expect.stringMatching(/truncated|damaged/) });
  });

  test('never throws, whatever is changed in a file', async () => {
    let state = 7;
    const next = (below: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((state / 4_294_967_296) * below);
    };
    for (let i = 0; i < 150; i++) {
      for (const bytes of [jpeg, png, tiff]) {
        const changed = patched(bytes, next(Math.min(600, bytes.length - 4)), [next(256), next(256), next(256)]);
        expect(typeof (await probeImage(changed)).ok).toBe('boolean');
        if (i % 5 === 0) expect(typeof (await decodePage(changed)).ok).toBe('boolean');
      }
    }
  });
});
