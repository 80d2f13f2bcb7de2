import type { PageAnalysis } from './analyse.ts';
import type { Digests } from './digest.ts';
import type { ImageFile, PageCount, TakenPage } from './page-in-file.ts';
import type { Operation, ProcessOptions } from './process.ts';
import type { Refusal } from './refusal.ts';

/** What the decoder hands back for a processed page. `raw` digests the bytes that were read, so that the caller can hold them to its own. */
export type PageFiles = {
  ok: true;
  raw: Digests;
  optimised: ImageFile;
  view: ImageFile;
  thumb: ImageFile;
  analysis: PageAnalysis;
  operations: Operation[];
};

/** What goes to a decoder process. `stem` is the path that the outputs begin with. */
export type Task =
  | { kind: 'process'; path: string; stem: string; options: ProcessOptions }
  | { kind: 'analyse'; path: string }
  | { kind: 'count'; path: string }
  | { kind: 'take'; path: string; stem: string; index: number };

/** What comes back for it. */
export type TaskResult = PageFiles | ({ ok: true } & PageAnalysis) | PageCount | TakenPage | Refusal;

/** The files that processing may leave behind for a `stem`, whole or not. */
export function outputPaths(stem: string): { optimised: string; view: string; thumb: string } {
  return { optimised: `${stem}.optimised.jpg`, view: `${stem}.view.jpg`, thumb: `${stem}.thumb.jpg` };
}
