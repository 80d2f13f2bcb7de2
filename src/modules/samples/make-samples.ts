import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../../core/problem.ts';
import { makePeople, type SamplePerson } from './people.ts';
import { type Oddity, type PlannedItem, planDossier } from './plan.ts';
import type { Shoot } from './shoot.ts';
import { isOwnTruth, openTruth, type TruthDossier } from './truth.ts';
import { createTypesetter } from './typesetter.ts';
import { looseNames, writeLoose } from './write-loose.ts';
import { writePackage } from './write-package.ts';
import { writePeople } from './write-people.ts';
import { writeVendor } from './write-vendor.ts';

/** In which form the dossiers come; `mixed` takes the three in turn. */
export type SampleForm = 'package' | 'vendor' | 'loose' | 'mixed';

type SampleOptions = {
  /** Same seed and options, same people, texts and pixels. Default 1. */
  seed?: number;
  /** Default 12. */
  dossiers?: number;
  /** Dots per inch; default 300, which makes A4 2480 × 3508 px. */
  dpi?: number;
  as?: SampleForm;
  /** People on the list; never fewer than dossiers, which is the default. */
  people?: number;
  /** Sides of a dossier, at most, before the odd pages; default 24. */
  pagesPerDossier?: number;
  /** Pages done and pages in all. */
  onProgress?: (done: number, total: number) => void;
};

/**
 * Makes a set of invented people and dossiers in a folder: `people.xlsx`, `packages/`, `vendor/`, `loose/`, `truth.json`.
 *
 * One page in the set is upside down, one is blank, one was scanned twice. At 300 dpi a page takes 0.4 s of one core
 * and 0.6–1 MB, in packages 0.7 s and 1.3 MB, because they hold a processed image too; memory stays under 1 GB. Safe to
 * repeat: an older set in the folder is replaced, finished or not.
 * @throws conflict when the folder holds anything else
 */
export async function makeSamples(dir: string, options: SampleOptions = {}): Promise<{ dossiers: number; pages: number; truth: string }> {
  const { seed = 1, dossiers = 12, dpi = 300, as = 'mixed', pagesPerDossier = 24 } = options;
  await clear(dir);
  const people = makePeople(seed, Math.max(dossiers, options.people ?? dossiers));
  const owners = people.slice(0, dossiers);
  const plan = (person: SamplePerson, index: number) => planDossier(seed, index, person, pagesPerDossier, odditiesOf(index, dossiers));
  const total = owners.reduce((sum, person, index) => sum + pagesOf(plan(person, index)), 0);
  let pages = 0;
  const shoot: Shoot = { typesetter: createTypesetter(), dpi, onPage: () => options.onProgress?.(++pages, total) };
  const truthFile = path.join(dir, 'truth.json');
  const truth = await openTruth(truthFile, { seed, dpi, as });
  try {
    await writePeople(path.join(dir, 'people.xlsx'), people);
    const write = writerOf(dir, as, shoot);
    for (const [index, person] of owners.entries()) await truth.add(await write(index, person, plan(person, index)));
    await truth.finish();
  } finally {
    await truth.close();
  }
  return { dossiers: owners.length, pages: total, truth: truthFile };
}

function writerOf(dir: string, as: SampleForm, shoot: Shoot) {
  const names = looseNames();
  let looseCount = 0;
  return async (index: number, person: SamplePerson, items: readonly PlannedItem[]): Promise<TruthDossier> => {
    const form = as === 'mixed' ? turns[index % turns.length] : as;
    if (form === 'vendor') return await writeVendor(dir, index, person, items, shoot);
    if (form === 'loose') return await writeLoose(dir, looseCount++, names, person, items, shoot);
    return await writePackage(dir, person, items, shoot);
  };
}

const turns = ['package', 'vendor', 'loose'] as const;
/** What a run replaces. The old truth stays until the new one is begun: it is what marks the folder as ours. */
const own = ['people.xlsx', 'packages', 'vendor', 'loose'] as const;

/** Spreads the three oddities over the set. */
function odditiesOf(index: number, dossiers: number): Oddity[] {
  const kinds: readonly Oddity[] = ['upsideDown', 'blank', 'duplicate'];
  return kinds.filter((_, kind) => Math.floor((dossiers * kind) / kinds.length) === index);
}

const pagesOf = (items: readonly PlannedItem[]) => items.reduce((sum, item) => sum + item.sheets.length, 0);

async function clear(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  const entries = await readdir(dir);
  if (entries.length > 0 && !(await isOwnTruth(path.join(dir, 'truth.json')))) {
    throw new Problem('conflict', 'the folder is not empty and holds no older sample set', [
      { path: dir, message: '该文件夹不是空的，也不是以前生成的样例；为免覆盖，请换一个空文件夹' },
    ]);
  }
  for (const name of own) await rm(path.join(dir, name), { recursive: true, force: true });
  for (const name of ['packages', 'vendor', 'loose']) await mkdir(path.join(dir, name));
}
