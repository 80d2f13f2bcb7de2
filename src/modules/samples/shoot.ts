import { textOf } from './page.ts';
import type { PlannedItem, PlannedSheet } from './plan.ts';
import { cleaned, scanned } from './scan.ts';
import type { TruthItem, TruthPage } from './truth.ts';
import type { Typesetter } from './typesetter.ts';

/** Draws and scans the sides of items, two at a time, so that memory holds two pages whatever the size of the set. */
export type Shoot = {
  typesetter: Typesetter;
  dpi: number;
  /** Called after each side. */
  onPage: () => void;
};

type Shot = { raw: Buffer; optimised?: Buffer; truth: Omit<TruthPage, 'file' | 'pageInFile' | 'duplicateOf'> };
export type Wish = { isArranged: boolean; withOptimised: boolean };

/** One side as scanned, the truth of its item so far, and the item. */
export type Taken = { item: PlannedItem; truth: TruthItem; shot: Shot };

/**
 * Gives the sides of a dossier in order. Whoever takes them adds the page to `truth.pages` before asking for the next.
 * Sides of arranged dossiers carry the pencilled code and page number.
 */
export async function* shootDossier(shoot: Shoot, items: readonly PlannedItem[], wish: Wish): AsyncGenerator<Taken> {
  const sides = items.flatMap((item) => {
    const { categoryCode, sequence, title, formedOn } = item;
    const truth: TruthItem = { categoryCode, sequence, title, formedOn, pages: [] };
    return item.sheets.map((sheet, place) => ({ item, truth, sheet, place: sheet.repeats ?? place }));
  });
  for (let at = 0; at < sides.length; at += 2) {
    yield* await Promise.all(
      sides
        .slice(at, at + 2)
        .map(async ({ item, truth, sheet, place }) => ({ item, truth, shot: await shootSheet(shoot, item, sheet, place, wish) })),
    );
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
