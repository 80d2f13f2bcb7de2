import { readFile } from 'node:fs/promises';
import { markWedges, measureBorder } from './border.ts';
import { decodeSmallCopy, type SmallCopy } from './decode.ts';
import { findBed, findInk, type Ink, inkContrast, paperLevelOf } from './ink.ts';
import { type Marks, sortMarks } from './marks.ts';
import { hashPage } from './page-hash.ts';
import { type Box, greyOf, type Raster, type Sides } from './raster.ts';
import { type Refusal, refusal } from './refusal.ts';
import { measureSkew } from './skew.ts';
import { paperColourOf, tallyInk } from './tally.ts';

/**
 * What can be measured on a page without reading it. Lengths are pixels of the full page, upright by EXIF.
 *
 * `skewDegrees`: clockwise turn of the content, ±8, 0 when it cannot be told. `border`: scanner black at each side. `inkMargin`: from the edge of
 * the paper to the nearest ink, 0 when content touches the edge or is cut. `paperLevel` and `contrast` (paper minus ink): of 255. `inkRatio`:
 * fraction of the paper that is inked. `sharpness`: mean edge response over contrast, about 1 when sharp, below 0.5 when blurred, 0 without ink.
 * `perceptualHash`: see `hashPage`.
 */
export type PageAnalysis = {
  widthPx: number;
  heightPx: number;
  skewDegrees: number;
  border: Sides;
  inkMargin: Sides;
  paperLevel: number;
  paperColour: { r: number; g: number; b: number };
  inkRatio: number;
  isBlank: boolean;
  sharpness: number;
  contrast: number;
  perceptualHash: string;
};

/** The analysis, and the working pieces of it that processing goes on with (in pixels of the small copy). */
export type Study = { analysis: PageAnalysis; grey: Raster; ink: Ink; marks: Marks; page: Box };

/**
 * Measures one page on a copy of about 75 dpi, about 60 ms for A4 at 300 dpi. Refuses what cannot be decoded; never throws.
 *
 * Whether a page stands on its head is not said: Chinese print has no cheap sign of it, the reader of the text (OCR) tells.
 */
export async function analysePage(source: Uint8Array | string): Promise<({ ok: true } & PageAnalysis) | Refusal> {
  const bytes = typeof source === 'string' ? await readFile(source).catch(() => undefined) : source;
  if (bytes === undefined) return refusal('unreadable');
  const page = await decodeSmallCopy(bytes);
  return page.ok ? { ok: true, ...studyPage(page.pixels).analysis } : page;
}

/** The arithmetic of `analysePage`, 25–40 ms. */
export function studyPage(copy: SmallCopy): Study {
  const grey = greyOf(copy);
  const border = measureBorder(grey, 0.5);
  const page = insideOf(grey, border);
  const paperLevel = paperLevelOf(grey, page);
  const wedges = markWedges(grey, page, paperLevel - inkContrast);
  const ink = findInk(grey, page, paperLevel, wedges);
  // A sheet without lines of writing still has edges, if it lies on black.
  const skewDegrees = round(measureSkew(grey, ink) ?? measureSkew(grey, findBed(grey, page, paperLevel, wedges)) ?? 0, 3);
  const marks = sortMarks(ink.mask, page);
  const tally = tallyInk(grey, ink, page);
  const inkRatio = round(Math.max(0, tally.pixelCount - marks.holePixelCount) / ((page.right - page.left) * (page.bottom - page.top)), 5);
  const contrast = tally.pixelCount === 0 ? 0 : Math.max(0, ink.paperLevel - tally.meanLevel);
  const analysis: PageAnalysis = {
    widthPx: Math.round(copy.widthPx * copy.scale),
    heightPx: Math.round(copy.heightPx * copy.scale),
    skewDegrees,
    border: scaleSides(border, copy.scale),
    inkMargin: scaleSides(tally.margin, copy.scale),
    paperLevel: ink.paperLevel,
    paperColour: paperColourOf(copy, page, grey, ink.paperLevel),
    inkRatio,
    isBlank: marks.strokeCount === 0 && inkRatio < blankInkRatio,
    sharpness: contrast === 0 ? 0 : round(tally.meanEdge / contrast, 3),
    contrast: Math.round(contrast),
    perceptualHash: hashPage(tally.strokes, page, skewDegrees),
  };
  return { analysis, grey, ink, marks, page };
}

/** 0.3 % of the paper: half a line of print. A page with less is blank only if nothing on it is as large as a stroke of writing. */
const blankInkRatio = 0.003;

/** The paper inside the border, two pixels in from its soft rim. */
function insideOf(grey: Raster, border: Sides): Box {
  const rim = 2;
  return {
    left: Math.min(border.left + rim, grey.widthPx),
    top: Math.min(border.top + rim, grey.heightPx),
    right: Math.max(border.left + rim, grey.widthPx - border.right - rim),
    bottom: Math.max(border.top + rim, grey.heightPx - border.bottom - rim),
  };
}

function scaleSides(sides: Sides, scale: number): Sides {
  const full = (length: number) => Math.round(length * scale);
  return { left: full(sides.left), top: full(sides.top), right: full(sides.right), bottom: full(sides.bottom) };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
