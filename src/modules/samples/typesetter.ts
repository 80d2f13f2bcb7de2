import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { coveredBy } from '../../platform/papers/glyphs.ts';
import { type SheetPage, textOf } from './page.ts';

/** Draws sheets as SVG of one A4 page, 595.28 × 841.89 points. */
export type Typesetter = { draw: (page: SheetPage, marks?: { code: string; pageNumber: number }) => string };

/** Loads the fonts once: about 0.2 s and 120 MB. A drawing takes 10–60 ms. */
export function createTypesetter(): Typesetter {
  const fonts = fontFiles.map((file) => readFileSync(fontPath(file)));
  const compiler = NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontBlobs: fonts }] });
  // The first font stands in for all others, so what it has can be drawn.
  const drawable = coveredBy(fonts[0] ?? Buffer.alloc(0));
  let drawn = 0;
  return {
    draw: (page, marks) => {
      checkCoverage(textOf(page).text, drawable);
      // The compiler remembers every layout it has made, 4 MB a page.
      if (++drawn % 20 === 0) compiler.evictCache(0);
      const inputs = { page: JSON.stringify(page), ...(marks && { code: marks.code, number: String(marks.pageNumber) }) };
      for (const fit of fits) {
        const compiled = compiler.compile({ mainFilePath: template, inputs: { ...inputs, ...fit } });
        const { result } = compiled;
        if (!result) throw new Error(`the page could not be set: ${explain(compiler, compiled)}`);
        if (result.numOfPages === 1) return compiler.plainSvg(result);
      }
      throw new Error('the page does not fit on one A4 side');
    },
  };
}

const template = path.join(import.meta.dirname, 'page.typ');

/** Where a font file of the dependencies lies. */
export function fontPath(file: string): string {
  return fileURLToPath(import.meta.resolve(`@expo-google-fonts/${file}`));
}

/** The fonts of printed matter (regular and bold) and of handwriting, the last. */
export const fontFiles = [
  'noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  'noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  'noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  'noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
  'ma-shan-zheng/400Regular/MaShanZheng_400Regular.ttf',
] as const;

function checkCoverage(text: string, drawable: ReadonlySet<number>): void {
  const missing = [...text].filter((sign) => sign !== '\n' && !drawable.has(sign.codePointAt(0) ?? 0));
  if (missing.length > 0) throw new Error(`no font has ${missing.join('')}`);
}

/** Tried in order: as roomy as the side allows, then, for a life with many jobs, in smaller letters. */
const fits = [
  { stretch: '1.7', shrink: '1' },
  { stretch: '1.5', shrink: '1' },
  { stretch: '1.35', shrink: '1' },
  { stretch: '1.2', shrink: '1' },
  { stretch: '1', shrink: '1' },
  { stretch: '1', shrink: '0.92' },
  { stretch: '1', shrink: '0.84' },
  { stretch: '1', shrink: '0.76' },
  { stretch: '0.9', shrink: '0.68' },
] as const;

function explain(compiler: NodeCompiler, compiled: ReturnType<NodeCompiler['compile']>): string {
  const error = compiled.takeError() ?? compiled.takeDiagnostics();
  return error ? JSON.stringify(compiler.fetchDiagnostics(error)) : 'no reason given';
}
