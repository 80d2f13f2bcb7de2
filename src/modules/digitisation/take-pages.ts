import { mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type Issue, Problem } from '../../core/problem.ts';
import type { Context } from '../../platform/house.ts';
import type { TakenPage } from '../../platform/imaging/page-in-file.ts';
import type { Refusal } from '../../platform/imaging/refusal.ts';
import { checkFacts, type Demand, placeInFile } from './rules.ts';
import { twice } from './twice.ts';

export type TakenFile = { pages: TakenPage[]; issues: Issue[] };

/**
 * Takes all pages out of a file, as many at once as there are cores, and judges each (R48, R49, R50, R54, R61). `pages` are the whole
 * file in its order, or fewer where `issues` say why. What was made lies in the folder that images are made in; it is the caller's.
 */
export async function takePages(
  { imaging, files }: Pick<Context, 'imaging' | 'files'>,
  file: { path: string; sizeBytes: number; name: string },
  demand: Demand,
): Promise<TakenFile> {
  const folder = path.join(files.storage, 'imaging');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const counted = await twice(() => imaging.countPages(file.path));
  if (!counted.ok) return { pages: [], issues: [toIssue(imaging, file.name, counted)] };
  const { pageCount } = counted;
  const taken = new Array<TakenPage | Refusal>(pageCount);
  const waiting = taken.keys();
  const worker = async () => {
    for (const index of waiting) taken[index] = await twice(() => imaging.takePage(file.path, index, folder));
  };
  await Promise.all(Array.from({ length: Math.min(os.availableParallelism(), pageCount) }, worker));
  const issues = taken.flatMap((page, index) => {
    const place = placeInFile({ fileName: file.name, pageNumber: index + 1, pageCount });
    if (!page.ok) return [toIssue(imaging, place, page)];
    return checkFacts(place, { ...page.facts, sizeBytes: page.raw?.sizeBytes ?? file.sizeBytes }, demand);
  });
  return { pages: taken.filter((page) => page.ok), issues };
}

/** @throws unavailable when the house is closing: that says nothing about the file */
function toIssue(imaging: Context['imaging'], place: string, { reason, detail }: Refusal): Issue {
  if (imaging.status().isClosed) throw new Problem('unavailable', 'imaging is closed');
  const isForeign = reason === 'not_an_image';
  return { path: place, message: `“${place}”${isForeign ? '不能接收' : '损坏或无法打开'}：${detail}`, rule: isForeign ? 'R61' : 'R48' };
}

/** The files that taking pages made. */
export const filesOf = ({ raw, view, thumb }: TakenPage) => [...(raw ? [raw] : []), view, thumb];
