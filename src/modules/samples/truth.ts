import { type FileHandle, open } from 'node:fs/promises';
import type { CategoryCode } from './category.ts';
import type { SamplePerson } from './people.ts';

/** What is really in a set: the answers against which importing, reading and cataloguing are judged. */
export type Truth = {
  generator: typeof generator;
  seed: number;
  dpi: number;
  as: string;
  dossiers: TruthDossier[];
};

/** `path` is inside the set: a zip, a folder, or `loose` for pages that lie unsorted. */
export type TruthDossier = { person: SamplePerson; form: 'package' | 'vendor' | 'loose'; path: string; items: TruthItem[] };
/** `formedOn` may be partial: `1998`, `1998-07`, `1998-07-01`. */
export type TruthItem = { categoryCode: CategoryCode; sequence: number; title: string; formedOn: string; pages: TruthPage[] };
export type TruthPage = {
  /** Inside `path`; in a package it names the raw and the optimised image alike. */
  file: string;
  /** From 1, only where the file holds several pages (PDF). */
  pageInFile?: number;
  /** Clockwise, −2…2, besides the half turn of `isUpsideDown`. */
  skewDegrees: number;
  isUpsideDown: boolean;
  isBlank: boolean;
  hasBlackBorder: boolean;
  /** The file, or `file#page` in a PDF, that holds the first scan of the same side. */
  duplicateOf?: string;
  /** Everything drawn except seals; lines in reading order. */
  text: string;
  /** The parts of `text` in handwriting. */
  handwritten: string[];
  seals: string[];
};

const generator = 'lantai samples';

/** Writes `truth.json` dossier by dossier, one a line, so that a large set needs no large memory. Close it always, finish it when all went well. */
export async function openTruth(
  file: string,
  head: Omit<Truth, 'generator' | 'dossiers'>,
): Promise<{ add: (dossier: TruthDossier) => Promise<void>; finish: () => Promise<void>; close: () => Promise<void> }> {
  const handle = await open(file, 'w');
  await handle.writeFile(`${JSON.stringify({ generator, ...head }).slice(0, -1)},"dossiers":[`);
  let isFirst = true;
  return {
    add: async (dossier) => {
      await handle.appendFile(`${isFirst ? '' : ','}\n${JSON.stringify(dossier)}`);
      isFirst = false;
    },
    finish: () => handle.appendFile('\n]}\n'),
    close: () => handle.close(),
  };
}

/** Whether a file is a truth of ours, finished or not. */
export async function isOwnTruth(file: string): Promise<boolean> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'r');
    const start = `{"generator":"${generator}"`;
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(start.length), 0, start.length, 0);
    return buffer.toString('utf8', 0, bytesRead) === start;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  } finally {
    await handle?.close();
  }
}
