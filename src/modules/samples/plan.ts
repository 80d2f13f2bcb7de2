import { type CategoryCode, categoryCodes } from './category.ts';
import type { FormKind } from './form-kind.ts';
import { abroadForms } from './forms-abroad.ts';
import { contractForms } from './forms-contract.ts';
import { meritForms } from './forms-merit.ts';
import { otherForms } from './forms-other.ts';
import { partyForms } from './forms-party.ts';
import { postForms } from './forms-post.ts';
import { resumeForms } from './forms-resume.ts';
import { reviewForms } from './forms-review.ts';
import { schoolForms } from './forms-school.ts';
import { selfForms } from './forms-self.ts';
import { skillForms } from './forms-skill.ts';
import { type Life, latestYear, lifeOf } from './life.ts';
import type { Look, SheetPage } from './page.ts';
import type { SamplePerson } from './people.ts';
import { type Random, seeded } from './random.ts';
import { type Scan, scanOf } from './scan.ts';

/** One item (件) to draw; items come in catalogue order. */
export type PlannedItem = { categoryCode: CategoryCode; sequence: number; title: string; formedOn: string; sheets: PlannedSheet[] };
/** One side to scan. `page` is absent on a blank back; `repeats` is the place in the item, from 0, of the side scanned twice. */
export type PlannedSheet = { page?: SheetPage; scan: Scan; repeats?: number };
/** What is wrong with one scan of the set; each kind happens once. */
export type Oddity = 'upsideDown' | 'blank' | 'duplicate';

/**
 * Plans a dossier of about `pagesPerDossier` sides over the categories. Pure and quick, so it may be asked twice.
 *
 * The first dossier has something in every category if the pages suffice; the others leave out what few people have.
 */
export function planDossier(
  seed: number,
  index: number,
  person: SamplePerson,
  pagesPerDossier: number,
  oddities: readonly Oddity[],
): PlannedItem[] {
  const random = seeded(seed, 'plan', index);
  const life = lifeOf(seed, index, person);
  const drafts = choose(random, life, index, pagesPerDossier);
  drafts.sort(
    (a, b) =>
      categoryCodes.indexOf(a.kind.categoryCode) - categoryCodes.indexOf(b.kind.categoryCode) ||
      (a.kind.rank ?? 0) - (b.kind.rank ?? 0) ||
      (a.day < b.day ? -1 : 1),
  );
  const sequences = new Map<CategoryCode, number>();
  const items = drafts.map(({ kind, day, pages, title }): PlannedItem => {
    const sequence = (sequences.get(kind.categoryCode) ?? 0) + 1;
    sequences.set(kind.categoryCode, sequence);
    const look = lookOf(seeded(seed, index, kind.key, day, 'look'), Number(day.slice(0, 4)));
    const sheets = pages.map((blocks, side) => ({
      page: { blocks, look },
      scan: scanOf(seeded(seed, index, kind.key, day, 'scan', side), ageOf(day), false),
    }));
    return { categoryCode: kind.categoryCode, sequence, title, formedOn: day, sheets };
  });
  addOddities(random, items, oddities);
  return items;
}

/** Every kind of form there is. */
export const formKinds: readonly FormKind[] = [
  ...abroadForms,
  ...contractForms,
  ...meritForms,
  ...otherForms,
  ...partyForms,
  ...postForms,
  ...resumeForms,
  ...reviewForms,
  ...schoolForms,
  ...selfForms,
  ...skillForms,
];

type Draft = { kind: FormKind; day: string; title: string; pages: ReturnType<FormKind['draw']> };

function choose(random: Random, life: Life, index: number, budget: number): Draft[] {
  const codes = categoryCodes.filter((code) => index === 0 || !random.chance(rarity[code] ?? 0));
  // A thin dossier starts elsewhere in the list each time, so that a set still shows all categories.
  const start = budget < codes.length * 2 && index > 0 ? (index * budget) % codes.length : 0;
  const waiting = [...codes.slice(start), ...codes.slice(0, start)].map((code) => random.some(candidates(random, life, code), 40));
  const chosen: Draft[] = [];
  let pageCount = 0;
  while (waiting.some((list) => list.length > 0)) {
    for (const list of waiting) {
      const draft = list.pop();
      if (!draft || pageCount + draft.pages.length > budget) continue;
      chosen.push(draft);
      pageCount += draft.pages.length;
    }
  }
  return chosen;
}

function candidates(random: Random, life: Life, code: CategoryCode): Draft[] {
  const { person } = life;
  return formKinds
    .filter((kind) => kind.categoryCode === code)
    .flatMap((kind) =>
      [...new Set(kind.days(life, random))].map((whole) => {
        const day = asWritten(random, whole);
        const sheet = () => ({ life, person, day, year: Number(day.slice(0, 4)), random: seeded(person.idNumber, kind.key, day) });
        return { kind, day, title: kind.title(sheet()), pages: kind.draw(sheet()) };
      }),
    )
    .filter(({ day }) => day > person.birthDate && day.slice(0, 4) <= lastYearOf(person));
}

/** Nobody is appraised or paid after retiring, at sixty or fifty-five. */
function lastYearOf(person: SamplePerson): string {
  return String(Math.min(latestYear, Number(person.birthDate.slice(0, 4)) + (person.sex === '男' ? 60 : 55)));
}

/** Some old papers give no day, a few not even the month. */
function asWritten(random: Random, day: string): string {
  const chance = random.next();
  if (day > '2000') return chance < 0.03 ? day.slice(0, 7) : day;
  return chance < 0.02 ? day.slice(0, 4) : chance < 0.1 ? day.slice(0, 7) : day;
}

function lookOf(random: Random, year: number): Look {
  const isHand = random.chance(year < 1998 ? 1 : year < 2008 ? 0.6 : 0.2);
  return {
    printFont: random.chance(0.65) ? 'serif' : 'sans',
    fill: isHand ? 'hand' : 'print',
    ink: random.pick(['#1d2b5c', '#20201f', '#2a2f45', '#1a237a']),
  };
}

const ageOf = (day: string) => Math.min(1, (latestYear - Number(day.slice(0, 4))) / 50);

/** A repeated or blank side is one more image of its item, as a scanner delivers it; the upside-down one replaces a good one. */
function addOddities(random: Random, items: PlannedItem[], oddities: readonly Oddity[]): void {
  const spoiled = random.some(items, oddities.length);
  for (const [place, oddity] of oddities.entries()) {
    const item = spoiled[place % spoiled.length];
    if (!item) return;
    const sheet = random.pick(item.sheets.filter((one) => one.page && one.repeats === undefined));
    const again = scanOf(random, ageOf(item.formedOn), false);
    if (oddity === 'upsideDown') sheet.scan = { ...sheet.scan, isUpsideDown: true };
    if (oddity === 'blank') item.sheets.push({ scan: again });
    if (oddity === 'duplicate') item.sheets.push({ ...sheet, scan: again, repeats: item.sheets.indexOf(sheet) });
  }
}

/** How often a dossier has nothing in a category. */
const rarity: Partial<Record<CategoryCode, number>> = { '8': 0.85, '9-4': 0.8, '9-3': 0.6, '4-3': 0.7, '5': 0.4, '7': 0.2, '4-4': 0.2 };
