import { maskIdNumber } from '../../../core/codes/id-number.ts';
import { Problem } from '../../../core/problem.ts';
import { dayOf } from '../../../core/time.ts';
import type { Context } from '../../../platform/house.ts';
import { refuseUnprintable } from '../../../platform/papers/glyphs.ts';
import { typeset } from '../../../platform/papers/typst.ts';
import { answer } from '../../../platform/run.ts';
import { unitName } from '../../accounts/index.ts';
import * as contract from '../contract.ts';
import { DIFFERENCE_PAPER, MISSING_PAPER } from '../papers.ts';
import { noRows, type RowState, tally } from '../rules.ts';
import { findRowsIn, type RollRow } from '../store/roll-rows.ts';
import { countRows, getRoll } from '../store/rolls.ts';

export const printMissing = answer(contract.printMissing, async (context, { rollId }) => {
  const head = await headOf(context, rollId);
  const rows = await rowsOf(context, rollId, ['awaited', 'missing']);
  if (rows.length === 0) throw nothing('这份名册没有缺件');
  return pdf('缺件单', MISSING_PAPER, { ...head, rows });
});

const parts: readonly { title: string; states: RowState[] }[] = [
  { title: '一、清单列有而未收到', states: ['awaited', 'missing'] },
  { title: '二、收到而清单未列', states: ['surplus'] },
  { title: '三、收到而有疑问', states: ['doubted'] },
];

export const printDifference = answer(contract.printDifference, async (context, { rollId }) => {
  const head = await headOf(context, rollId);
  const found = [];
  for (const { title, states } of parts) {
    const rows = await rowsOf(context, rollId, states);
    if (rows.length > 0) found.push({ title, rows });
  }
  if (found.length === 0) throw nothing('实收与清单相符，没有差异');
  return pdf('关于转递档案清点情况的函', DIFFERENCE_PAPER, { ...head, parts: found });
});

async function headOf({ tx, now }: Context, rollId: string) {
  const roll = await getRoll(tx, rollId);
  if (!roll) throw new Problem('not_found', `roll ${rollId}`);
  const { listed, received } = tally((await countRows(tx, [rollId])).get(rollId) ?? noRows);
  const { sender, fileName, importedOn } = roll;
  refuseUnprintable({ sender, fileName });
  return { sender, fileName, importedOn, listed: String(listed), received: String(received), unit: await unitName(tx), today: dayOf(now) };
}

async function rowsOf({ tx }: Context, rollId: string, states: readonly RowState[]) {
  const rows = await findRowsIn(tx, rollId, states);
  refuseUnprintable(Object.fromEntries(rows.map(({ number, name, note }) => [`rows.${number}`, `${name}${note ?? ''}`])));
  return rows.map(lineOf);
}

const lineOf = ({ number, name, idNumber, note }: RollRow) => ({
  ...{ number: String(number), name: name || '（未写姓名）', idNumber: idNumber ? maskIdNumber(idNumber) : '', note: note ?? '' },
});

const nothing = (message: string) => new Problem('rule_broken', 'nothing to print', [{ path: 'rollId', message }]);

const pdf = (title: string, source: string, paper: object) => ({
  ...{ mime: 'application/pdf', fileName: `${title}.pdf`, bytes: typeset(source, { ...paper, title }) },
});
