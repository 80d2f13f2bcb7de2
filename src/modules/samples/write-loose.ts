import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { scansToPdf } from './pdf.ts';
import type { SamplePerson } from './people.ts';
import type { PlannedItem } from './plan.ts';
import { type Shoot, type Shot, shootItem } from './shoot.ts';
import type { TruthDossier, TruthItem, TruthPage } from './truth.ts';

/** Hands out `scan_0001`, `scan_0002`, … over all loose dossiers of a set. */
export type LooseNames = () => string;

/** Starts the names of loose scans at 1. */
export function looseNames(): LooseNames {
  let last = 0;
  return () => `scan_${String(++last).padStart(4, '0')}`;
}

/**
 * Writes a dossier as a pile of scans with plain names: nothing says whose they are or where one item ends.
 * In every fifth dossier, from the first, one item of several pages is a PDF and the very last page a TIFF.
 */
export async function writeLoose(
  dir: string,
  ordinal: number,
  names: LooseNames,
  person: SamplePerson,
  items: readonly PlannedItem[],
  shoot: Shoot,
): Promise<TruthDossier> {
  const folder = path.join(dir, 'loose');
  const isMixed = ordinal % 5 === 0;
  const asPdf = isMixed ? (items.slice(0, -1).find((item) => item.sheets.length > 1) ?? items[0]) : undefined;
  const truths: TruthItem[] = [];
  for (const item of items) {
    const wish = { isArranged: false, withOptimised: false };
    const shots = shootItem(shoot, item, wish);
    const isLast = isMixed && item === items.at(-1);
    const pages =
      item === asPdf
        ? await writePdf(folder, names(), item, shots, shoot.dpi)
        : await writeImages(folder, names, item, shots, isLast ? shoot.dpi : undefined);
    const { categoryCode, sequence, title, formedOn } = item;
    truths.push({ categoryCode, sequence, title, formedOn, pages });
  }
  return { person, form: 'loose', path: 'loose', items: truths };
}

async function writeImages(
  folder: string,
  names: LooseNames,
  item: PlannedItem,
  shots: AsyncIterable<Shot>,
  tiffDpi: number | undefined,
): Promise<TruthPage[]> {
  const pages: TruthPage[] = [];
  for await (const shot of shots) {
    const isTiff = tiffDpi !== undefined && pages.length === item.sheets.length - 1;
    const file = `${names()}.${isTiff ? 'tif' : 'jpg'}`;
    const bytes = isTiff
      ? await sharp(shot.raw).tiff({ compression: 'jpeg', quality: 85 }).withMetadata({ density: tiffDpi }).toBuffer()
      : shot.raw;
    await writeFile(path.join(folder, file), bytes);
    const first = pages[item.sheets[pages.length]?.repeats ?? -1];
    pages.push({ file, ...(first && { duplicateOf: first.file }), ...shot.truth });
  }
  return pages;
}

/** The pages of one item are few, so they may wait in memory together. */
async function writePdf(folder: string, name: string, item: PlannedItem, shots: AsyncIterable<Shot>, dpi: number): Promise<TruthPage[]> {
  const file = `${name}.pdf`;
  const pages: TruthPage[] = [];
  const scans: Buffer[] = [];
  for await (const shot of shots) {
    scans.push(shot.raw);
    const repeats = item.sheets[pages.length]?.repeats;
    pages.push({
      file,
      pageInFile: pages.length + 1,
      ...(repeats !== undefined && { duplicateOf: `${file}#${repeats + 1}` }),
      ...shot.truth,
    });
  }
  await writeFile(path.join(folder, file), await scansToPdf(scans, dpi));
  return pages;
}
