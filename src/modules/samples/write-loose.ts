import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { scansToPdf } from './pdf.ts';
import type { SamplePerson } from './people.ts';
import type { PlannedItem } from './plan.ts';
import { type Shoot, shootDossier } from './shoot.ts';
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
  const files = fileNames(items, names, ordinal % 5 === 0);
  const put = putter(path.join(dir, 'loose'), shoot.dpi);
  const truths = new Set<TruthItem>();
  for await (const { item, truth, shot } of shootDossier(shoot, items, { isArranged: false, withOptimised: false })) {
    const place = truth.pages.length;
    const file = files.get(item)?.[place] ?? '';
    await put(file, shot.raw, place === item.sheets.length - 1);
    truth.pages.push({ file, ...(file.endsWith('.pdf') && { pageInFile: place + 1 }), ...repeated(item, truth.pages), ...shot.truth });
    truths.add(truth);
  }
  return { person, form: 'loose', path: 'loose', items: [...truths] };
}

/** The file of each side of each item; a PDF is named once a side. */
function fileNames(items: readonly PlannedItem[], names: LooseNames, isMixed: boolean): Map<PlannedItem, string[]> {
  const asPdf = isMixed ? (items.slice(0, -1).find((item) => item.sheets.length > 1) ?? items[0]) : undefined;
  const files = new Map<PlannedItem, string[]>();
  for (const item of items)
    files.set(
      item,
      item === asPdf ? new Array<string>(item.sheets.length).fill(`${names()}.pdf`) : item.sheets.map(() => `${names()}.jpg`),
    );
  const last = isMixed ? [...files.values()].at(-1) : undefined;
  last?.push((last.pop() ?? '').replace('.jpg', '.tif'));
  return files;
}

/** Writes a side under its name; the sides of a PDF wait in memory until the last, for one item has few. */
function putter(folder: string, dpi: number): (file: string, jpeg: Buffer, isLast: boolean) => Promise<void> {
  const waiting: Buffer[] = [];
  return async (file, jpeg, isLast) => {
    const target = path.join(folder, file);
    if (file.endsWith('.jpg')) return await writeFile(target, jpeg);
    if (file.endsWith('.tif')) return await writeFile(target, await toTiff(jpeg, dpi));
    waiting.push(jpeg);
    if (isLast) await writeFile(target, await scansToPdf(waiting.splice(0), dpi));
  };
}

async function toTiff(jpeg: Buffer, dpi: number): Promise<Buffer> {
  return await sharp(jpeg).tiff({ compression: 'jpeg', quality: 85 }).withMetadata({ density: dpi }).toBuffer();
}

function repeated(item: PlannedItem, pages: readonly TruthPage[]): { duplicateOf?: string } {
  const first = pages[item.sheets[pages.length]?.repeats ?? -1];
  if (!first) return {};
  return { duplicateOf: first.pageInFile ? `${first.file}#${first.pageInFile}` : first.file };
}
