import { maskIdNumber } from '../../core/codes/id-number.ts';
import { Problem } from '../../core/problem.ts';
import { answer } from '../../platform/run.ts';
import type { Scoped } from '../../platform/scoped.ts';
import { findCards, findIdByBarcode } from '../holdings/index.ts';
import * as contract from './contract.ts';
import { type GroupKey, groupNames, type Question, recognise } from './rules.ts';
import type { Found } from './store/find.ts';
import * as store from './store/find.ts';

export const find = answer(contract.find, async ({ tx }, { text, limit }) => {
  const began = performance.now();
  const question = recognise(text);
  if (!question) throw new Problem('invalid_input', 'nothing to look up', [{ path: 'text', message: '请填写文字、字母或数字' }]);
  const found = onlyFirst(await lookUp(tx, question, limit + 1));
  const shown = found.map(([key, hits]) => ({ key, hits: hits.slice(0, limit), isMore: hits.length > limit }));
  const cards = await cardsOf(
    tx,
    shown.flatMap(({ hits }) => hits.map(({ dossierId }) => dossierId)),
  );
  const groups = shown
    .map(({ key, hits, isMore }) => ({ name: groupNames[key], hits: hits.flatMap((hit) => cards(hit) ?? []), isMore }))
    .filter(({ hits }) => hits.length > 0);
  const hitCount = groups.reduce((sum, { hits }) => sum + hits.length, 0);
  return { kind: question.kind, groups, hitCount, ms: Math.round((performance.now() - began) * 10) / 10 };
});

type Groups = readonly (readonly [GroupKey, readonly Found[]])[];
type Way = [GroupKey, (tx: Scoped, asked: string, limit: number) => store.Lookup];

/** The ways of looking for each part of a question, in the order of their hits. */
const ways = {
  idTail: [['exact', store.byIdTail]],
  birthOn: [['exact', store.byBirth]],
  name: [
    ['exact', store.byName],
    ['former', store.byFormerName],
    ['nameContains', store.byBeginningOfName],
    ['nameContains', store.byPartOfName],
  ],
  pinyin: [
    ['pinyin', store.byReading('initials', true)],
    ['pinyin', store.byReading('pinyin', true)],
    ['pinyin', store.byReading('initials', false)],
    ['pinyin', store.byReading('pinyin', false)],
  ],
  code: [['code', store.byBeginningOfCode]],
  runningNumber: [['code', store.byRunningNumber]],
  codePart: [['code', store.byPartOfCode]],
  legacyCode: [
    ['code', store.byLegacyCode],
    ['code', store.byPartOfLegacyCode],
  ],
  title: [['title', store.byTitle]],
} satisfies Record<Exclude<keyof Question, 'kind' | 'idNumbers'>, Way[]>;

/** Every group that the question asks for, in order. One dossier may be in several. */
async function lookUp(tx: Scoped, question: Question, limit: number): Promise<Groups> {
  const { idNumbers, code } = question;
  const asked = (Object.keys(ways) as (keyof typeof ways)[]).flatMap((part) =>
    ways[part].map(([group, way]) => ({ group, way: way as Way[1], text: question[part] })),
  );
  const lookups = [
    ...(idNumbers ? [{ group: 'exact', lookup: store.byIdNumbers(tx, idNumbers, limit) }] : []),
    ...asked.flatMap(({ group, way, text }) => (text === undefined ? [] : [{ group, lookup: way(tx, text, limit) }])),
  ];
  const answers = await store.askAll(
    tx,
    lookups.map(({ lookup }) => lookup),
  );
  const scanned = code === undefined ? [] : await findByBarcode(tx, code);
  const hitsOf = (key: GroupKey) => answers.filter((_, index) => lookups[index]?.group === key).flat();
  return (Object.keys(groupNames) as GroupKey[]).map((key) => [key, key === 'code' ? [...scanned, ...hitsOf(key)] : hitsOf(key)]);
}

async function findByBarcode(tx: Scoped, barcode: string): Promise<Found[]> {
  const dossierId = await findIdByBarcode(tx, barcode);
  return dossierId === undefined ? [] : [{ dossierId, why: '卷条码' }];
}

/** Each dossier where it first stands. */
function onlyFirst(groups: Groups): Groups {
  const seen = new Set<string>();
  return groups.map(([key, hits]) => [key, hits.filter(({ dossierId }) => !seen.has(dossierId) && seen.add(dossierId))]);
}

/** What stands on the screen of a dossier that was found, as it is now. */
async function cardsOf(tx: Scoped, ids: readonly string[]) {
  const rows = ids.length > 0 ? await findCards(tx, ids) : [];
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ({ dossierId, why }: Found) => {
    const row = byId.get(dossierId);
    if (!row) return undefined;
    const { referenceCode, personName, school, employer, kind, custodyState } = row;
    const birthYear = row.birthOn === null ? null : Number(row.birthOn.slice(0, 4));
    return {
      dossierId,
      referenceCode,
      personName,
      idNumber: maskIdNumber(row.idNumber),
      birthYear,
      school,
      employer,
      kind,
      custodyState,
      why,
    };
  };
}
