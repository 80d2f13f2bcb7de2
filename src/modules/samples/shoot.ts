import { textOf } from './page.ts';
import type { PlannedItem, PlannedSheet } from './plan.ts';
import { cleaned, scanned } from './scan.ts';
import type { TruthPage } from './truth.ts';
import type { Typesetter } from './typesetter.ts';

/** Draws and scans the sides of items, two at a time, so that memory holds two pages whatever the size of the set. */
export type Shoot = {
  typesetter: Typesetter;
  dpi: number;
  /** Called after each side. */
  onPage: () => void;
};

export type Shot = { raw: Buffer; optimised?: Buffer; truth: Omit<TruthPage, 'file' | 'pageInFile' | 'duplicateOf'> };
export type Wish = { isArranged: boolean; withOptimised: boolean };

/** Gives the sides of an item in order. Sides of arranged dossiers carry the pencilled code and page number. */
export async function* shootItem(shoot: Shoot, item: PlannedItem, wish: Wish): AsyncGenerator<Shot> {
  for (let at = 0; at < item.sheets.length; at += 2) {
    const pair = item.sheets.slice(at, at + 2);
    yield* await Promise.all(pair.map((sheet, offset) => shootSheet(shoot, item, sheet, sheet.repeats ?? at + offset, wish)));
  }
}

async function shootSheet(shoot: Shoot, item: PlannedItem, sheet: PlannedSheet, place: number, wish: Wish): Promise<Shot> {
  const marks = wish.isArranged ? { code: `${item.categoryCode}-${item.sequence}`, pageNumber: place + 1 } : undefined;
  const svg = sheet.page ? shoot.typesetter.draw(sheet.page, marks) : '<svg></svg>';
  const raw = await scanned(svg, shoot.dpi, sheet.scan);
  const optimised = wish.withOptimised ? await cleaned(svg, shoot.dpi) : undefined;
  shoot.onPage();
  const { skewDegrees, isUpsideDown, hasBlackBorder } = sheet.scan;
  const said = sheet.page ? textOf(sheet.page, marks) : { text: '', handwritten: [], seals: [] };
  return { raw, ...(optimised && { optimised }), truth: { skewDegrees, isUpsideDown, isBlank: !sheet.page, hasBlackBorder, ...said } };
}
