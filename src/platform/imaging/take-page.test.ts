import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestBytes } from './digest.ts';
import { type ImagingPool, openImagingPool } from './pool.ts';
import { drawSample } from './sample-page.ts';

let root: string;
let out: string;
let pool: ImagingPool;
let scan: Buffer;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'take-'));
  out = join(root, 'out');
  await Promise.all([mkdir(join(root, 'raw')), mkdir(out)]);
  pool = openImagingPool({ size: 1, memoryMb: 2500, readFolders: [join(root, 'raw')], writeFolders: [out] });
  scan = await drawSample({ seed: 7, kind: 'table', skewDegrees: 0, dpi: 150 });
});
afterAll(async () => {
  await pool.close();
  await rm(root, { recursive: true });
});

async function give(name: string, bytes: Uint8Array): Promise<string> {
  await writeFile(join(root, 'raw', name), bytes);
  return join(root, 'raw', name);
}

/** A PDF of one page: its box, what is drawn, and further objects from number 5 on; the first is the image `/Scan`. */
function pdfOf({ box = '0 0 595 842', page = '', content = '', objects = [] as Buffer[], trailer = '' }): Buffer {
  return assemble([pagesOf(['3 0 R']), pageOf(box, page, 4, 5), streamOf('', Buffer.from(content)), ...objects], trailer);
}

/** Scans, one a page, at 150 dpi. */
async function scansToPdf(scans: readonly Buffer[]): Promise<Buffer> {
  const pages = scans.map(async (jpeg, index) => {
    const { width, height } = await sharp(jpeg).metadata();
    const size = `${(width / 150) * 72} ${(height / 150) * 72}`;
    const at = 3 + index * 3;
    const content = streamOf('', Buffer.from(`q ${size.replace(' ', ' 0 0 ')} 0 0 cm /Scan Do Q`));
    return [pageOf(`0 0 ${size}`, '', at + 1, at + 2), content, imageOf('/DCTDecode', jpeg, { width, height })];
  });
  return assemble([pagesOf(scans.map((_, index) => `${3 + index * 3} 0 R`)), ...(await Promise.all(pages)).flat()]);
}

const pagesOf = (kids: readonly string[]) => Buffer.from(`<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${kids.length} >>`);
const pageOf = (box: string, more: string, content: number, scanAt: number) => {
  const resources = `<< /XObject << /Scan ${scanAt} 0 R >> /Font << /F 6 0 R >> >>`;
  return Buffer.from(`<< /Type /Page /Parent 2 0 R /MediaBox [${box}] ${more} /Contents ${content} 0 R /Resources ${resources} >>`);
};

/** Objects from number 2 on, below the catalogue. */
function assemble(objects: readonly Buffer[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const bodies = [Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'), ...objects];
  for (const [i, body] of bodies.entries()) parts.push(Buffer.from(`${i + 1} 0 obj\n`), body, Buffer.from('\nendobj\n'));
  return Buffer.concat([...parts, Buffer.from(`trailer\n<< /Root 1 0 R /Size ${bodies.length + 1} ${trailer} >>\n%%EOF\n`)]);
}
const streamOf = (entries: string, bytes: Buffer) =>
  Buffer.concat([Buffer.from(`<< ${entries} /Length ${bytes.length} >>\nstream\n`), bytes, Buffer.from('\nendstream')]);
const imageOf = (filter: string, bytes: Buffer, { width, height } = { width: 1240, height: 1754 }, colour = '/DeviceRGB') =>
  streamOf(
    `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace ${colour} /BitsPerComponent 8 /Filter ${filter}`,
    bytes,
  );
const font = Buffer.from('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
const fill = 'q 595 0 0 842 0 0 cm /Scan Do Q';

async function take(name: string, bytes: Uint8Array, index = 0) {
  const page = await pool.takePage(await give(name, bytes), index, out);
  if (!page.ok) throw new Error(page.detail);
  return { ...page, bytes: page.raw === null ? undefined : await readFile(page.raw.path) };
}

test('a JPEG that fills its page comes out of the PDF bit for bit, with the resolution that the page gives it', async () => {
  const other = await drawSample({ seed: 8, kind: 'table', skewDegrees: 0, dpi: 150 });
  const pdf = await scansToPdf([scan, other]);
  expect(await pool.countPages(await give('two.pdf', pdf))).toEqual({ ok: true, format: 'pdf', pageCount: 2 });
  for (const [index, jpeg] of [scan, other].entries()) {
    const page = await take('two.pdf', pdf, index);
    expect(page).toMatchObject({ taking: 'embedded', facts: { dpi: 150, colourSpace: 'rgb', bitsPerChannel: 8 } });
    expect(page.raw).toMatchObject(digestBytes(jpeg));
    expect(page.bytes?.equals(jpeg)).toBe(true);
  }
});

test('so does one under a layer of recognised text that nobody sees, and one that is packed twice', async () => {
  const size = await sharp(scan).metadata();
  const layered = pdfOf({ content: `${fill} BT 3 Tr /F 12 Tf 50 700 Td (text) Tj ET`, objects: [imageOf('/DCTDecode', scan, size), font] });
  expect((await take('layered.pdf', layered)).raw).toMatchObject(digestBytes(scan));
  const packed = pdfOf({ content: fill, objects: [imageOf('[/FlateDecode /DCTDecode]', deflateSync(scan), size), font] });
  expect((await take('packed.pdf', packed)).raw).toMatchObject(digestBytes(scan));
});

test('any other page is drawn at 300 dpi on white', async () => {
  const size = await sharp(scan).metadata();
  const objects = [imageOf('/DCTDecode', scan, size), font];
  const stamped = await take('stamped.pdf', pdfOf({ content: `${fill} BT /F 40 Tf 50 700 Td (RECEIVED) Tj ET`, objects }));
  expect(stamped).toMatchObject({ taking: 'rendered', facts: { widthPx: 2479, heightPx: 3508, dpi: 300, colourSpace: 'rgb' } });
  expect(await sharp(stamped.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 2479, density: 300, channels: 3 });
  const half = await take('half.pdf', pdfOf({ content: 'q 300 0 0 424 0 0 cm /Scan Do Q', objects }));
  expect(half.taking).toBe('rendered');
  const { data } = await sharp(half.bytes).raw().toBuffer({ resolveWithObject: true });
  expect([...data.subarray(0, 3)]).toEqual([255, 255, 255]);
  const turned = await take('turned.pdf', pdfOf({ content: fill, page: '/Rotate 90', objects }));
  expect(turned).toMatchObject({ taking: 'rendered', facts: { widthPx: 3508, heightPx: 2479 } });
});

test('a coarse or grey scan that must be drawn is still told as coarse or grey', async () => {
  const grey = Buffer.alloc(850 * 1200, 200);
  const image = imageOf('/FlateDecode', deflateSync(grey), { width: 850, height: 1200 }, '/DeviceGray');
  const page = await take('grey.pdf', pdfOf({ box: '0 0 612 864', content: 'q 612 0 0 864 0 0 cm /Scan Do Q', objects: [image, font] }));
  expect(page).toMatchObject({ taking: 'rendered', facts: { dpi: 100, colourSpace: 'grey', channels: 1 } });
});

test.each(['lzw', 'deflate', 'none', 'jpeg'] as const)(
  'every page of a TIFF (%s) becomes a JPEG that looks the same',
  async (compression) => {
    const pixels = await sharp(scan).raw().toBuffer({ resolveWithObject: true });
    const { width, height } = pixels.info;
    const pages = Buffer.concat([pixels.data, Buffer.from(pixels.data).reverse()]);
    const tiff = await sharp(pages, { raw: { width, height: height * 2, channels: 3, pageHeight: height } })
      .tiff({ compression, xres: 300 / 25.4, yres: 300 / 25.4 })
      .toBuffer();
    expect(await pool.countPages(await give('two.tif', tiff))).toEqual({ ok: true, format: 'tiff', pageCount: 2 });
    const second = await take('two.tif', tiff, 1);
    expect(second).toMatchObject({ taking: 'encoded', facts: { widthPx: width, heightPx: height, dpi: 300, bitsPerChannel: 8 } });
    const shown = await sharp(second.bytes).raw().toBuffer();
    const meant = Buffer.from(pixels.data).reverse();
    const off = shown.reduce((sum, level, i) => sum + Math.abs(level - (meant[i] ?? 0)), 0) / shown.length;
    expect(off).toBeLessThan(compression === 'jpeg' ? 4 : 1.5);
  },
);

test('what is broken, cut off, locked, endless or something else is refused in words', async () => {
  const pdf = await scansToPdf([scan]);
  const refusalOf = async (name: string, bytes: Uint8Array) => {
    const counted = await pool.countPages(await give(name, bytes));
    const answer = counted.ok ? await pool.takePage(join(root, 'raw', name), 0, out) : counted;
    return answer.ok ? 'taken' : `${answer.reason}: ${answer.detail}`;
  };
  const before = await readdir(out);
  const locked = pdfOf({
    ...{ content: fill, objects: [imageOf('/DCTDecode', scan), font] },
    trailer: `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> >> /ID [<00> <00>]`,
  });
  expect(await refusalOf('locked.pdf', locked)).toContain('已加密');
  expect(await refusalOf('cut.pdf', pdf.subarray(0, pdf.length - 3000))).toContain('truncated: PDF');
  expect(await refusalOf('broken.pdf', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(5000, 7), Buffer.from('%%EOF')]))).toContain(
    'damaged: PDF',
  );
  const lost = Buffer.from(pdf);
  lost.fill(0x20, lost.indexOf('/Type /Page /'), lost.indexOf('/Type /Page /') + 20);
  lost.fill(0x20, lost.indexOf('3 0 obj'), lost.indexOf('3 0 obj') + 7);
  expect(await refusalOf('lost.pdf', lost)).toMatch(/^damaged: PDF/);
  const torn = await scansToPdf([scan.subarray(0, scan.length - 4000)]);
  expect(await refusalOf('torn.pdf', torn)).toMatch(/^(truncated|damaged)/);
  const many = pdfOf({})
    .toString('latin1')
    .replace('/Kids [3 0 R] /Count 1', `/Kids [${'3 0 R '.repeat(501)}] /Count 501`);
  expect(await refusalOf('many.pdf', Buffer.from(many, 'latin1'))).toContain('上限');
  expect(await refusalOf('huge.pdf', pdfOf({ box: '0 0 14000 14000' }))).toContain('幅面过大');
  expect(await refusalOf('program.pdf', Buffer.from('MZ….'))).toContain('可执行程序');
  expect(await refusalOf('page.png', await sharp(scan).png().toBuffer())).toContain('散页只收');
  expect(await refusalOf('empty.jpg', Buffer.alloc(0))).toContain('0 字节');
  const twelve = Buffer.from(scan);
  twelve[scan.indexOf(Buffer.from([0xff, 0xc0])) + 4] = 12;
  expect(await refusalOf('twelve.jpg', twelve)).toContain('12 位');
  expect(await readdir(out)).toEqual(before);
  expect(pool.status()).toMatchObject({ crashCount: 0 });
});
