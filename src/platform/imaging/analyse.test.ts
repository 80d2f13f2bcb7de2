import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { analysePage, type PageAnalysis } from './analyse.ts';
import { hashDistance } from './page-hash.ts';
import { drawSample, drawSamplePixels, type SampleOptions } from './sample-page.ts';

async function analyse(bytes: Buffer): Promise<PageAnalysis> {
  const result = await analysePage(bytes);
  if (!result.ok) throw new Error(result.reason);
  return result;
}

const analyseSample = async (options: SampleOptions) => analyse(await drawSample({ dpi: 150, ...options }));

describe('skew', () => {
  test('is measured to a tenth of a degree on text, tables and vertical writing', async () => {
    const cases: SampleOptions[] = [
      { seed: 11, kind: 'text', skewDegrees: 1.37, noise: 5, dpi: 300 },
      { seed: 12, kind: 'text', skewDegrees: -4.2 },
      { seed: 14, kind: 'table', skewDegrees: -0.62, stripPx: 40 },
      { seed: 15, kind: 'table', skewDegrees: 2.5, bed: 'black', bedPx: 40 },
      { seed: 16, kind: 'vertical', skewDegrees: 0.9 },
    ];
    const errors: number[] = [];
    for (const options of cases) errors.push(Math.abs((await analyseSample(options)).skewDegrees - (options.skewDegrees ?? 0)));
    expect(Math.max(...errors)).toBeLessThan(0.1);
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(0.04);
  });
});

describe('the border', () => {
  test('is measured in pixels of the full page, side by side', async () => {
    const { border } = await analyseSample({ seed: 21, kind: 'text', bed: 'black', bedPx: 90 });
    for (const side of Object.values(border)) expect(Math.abs(side - 90)).toBeLessThanOrEqual(4);
    expect((await analyseSample({ seed: 21, kind: 'text' })).border).toEqual({ left: 0, top: 0, right: 0, bottom: 0 });
  });

  test('is not seen in a page that is dark itself', async () => {
    const dark = await sharp({ create: { width: 1200, height: 1700, channels: 3, background: '#101010' } })
      .jpeg()
      .toBuffer();
    expect((await analyse(dark)).border).toEqual({ left: 0, top: 0, right: 0, bottom: 0 });
  });

  test('does not hide that content touches the edge', async () => {
    const whole = await drawSamplePixels({ seed: 22, kind: 'text' });
    const cut = sharp(await whole.jpeg().toBuffer()).extract({ left: 300, top: 0, width: 2180, height: 3508 });
    const { inkMargin } = await analyse(await cut.jpeg().toBuffer());
    // One pixel of the small copy is four of the page.
    expect(inkMargin.left).toBeLessThanOrEqual(4);
    expect(inkMargin.top).toBeGreaterThan(200);
  });

  test('does not take the shadow of the fold for content', async () => {
    const shade =
      '<linearGradient id="s"><stop offset="0" stop-opacity=".4"/><stop offset=".1" stop-opacity="0"/></linearGradient><rect width="2480" height="3508" fill="url(#s)"/>';
    const shadow = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="2480" height="3508">${shade}</svg>`);
    const page = sharp(await drawSample({ seed: 23, kind: 'text' })).composite([{ input: shadow }]);
    expect((await analyse(await page.jpeg().toBuffer())).inkMargin.left).toBeGreaterThan(200);
  });
});

describe('a blank page', () => {
  test('is one with nothing but dust, also grey, yellow or skew', async () => {
    expect((await analyseSample({ seed: 31, kind: 'blank', noise: 6, speckCount: 8, skewDegrees: 1 })).isBlank).toBe(true);
    expect((await analyseSample({ seed: 31, kind: 'blank', bed: 'black', bedPx: 60, skewDegrees: 1.5 })).isBlank).toBe(true);
  });

  test('on a black bed is straightened by its edges', async () => {
    expect(
      Math.abs((await analyseSample({ seed: 33, kind: 'blank', bed: 'black', bedPx: 60, skewDegrees: -1.5 })).skewDegrees + 1.5),
    ).toBeLessThan(0.1);
  });

  test('is not one that bears a signature', async () => {
    const signed = await analyseSample({ seed: 32, kind: 'signature', noise: 6 });
    expect(signed.inkRatio).toBeLessThan(0.003);
    expect(signed.isBlank).toBe(false);
  });
});

describe('sharpness and contrast', () => {
  test('fall when the page is blurred or pale', async () => {
    const page = await (await drawSamplePixels({ seed: 41, kind: 'text', dpi: 150 })).jpeg().toBuffer();
    const sharpPage = await analyse(page);
    const blurred = await analyse(await sharp(page).blur(4).jpeg().toBuffer());
    const pale = await analyse(await sharp(page).linear(0.4, 140).jpeg().toBuffer());
    expect(blurred.sharpness).toBeLessThan(sharpPage.sharpness * 0.7);
    expect(pale.contrast).toBeLessThan(sharpPage.contrast * 0.75);
  });
});

describe('the perceptual hash', () => {
  test('is near for two scans of one sheet and far for two sheets of one form', async () => {
    const first = await analyseSample({ seed: 51, kind: 'table', skewDegrees: 0.4 });
    const again = await analyseSample({ seed: 51, kind: 'table', skewDegrees: -0.8, noise: 6, bed: 'black', bedPx: 30 });
    const other = await analyseSample({ seed: 52, kind: 'table', skewDegrees: 0.4 });
    expect(hashDistance(first.perceptualHash, again.perceptualHash)).toBeLessThanOrEqual(8);
    expect(hashDistance(first.perceptualHash, other.perceptualHash)).toBeGreaterThan(12);
    expect(first.perceptualHash).toMatch(/^[0-9a-f]{16}$/);
  });
});

test('an image of one pixel is measured like any other', async () => {
  const dot = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  expect(await analyse(dot)).toMatchObject({ widthPx: 1, heightPx: 1, isBlank: true, skewDegrees: 0, perceptualHash: '0000000000000000' });
});
