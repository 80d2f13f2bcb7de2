import bwipjs from 'bwip-js/node';
import { z } from 'zod';
import { Problem } from '../../../core/problem.ts';
import { dayOf, startOf } from '../../../core/time.ts';
import { refuseUnprintable } from '../../../platform/papers/glyphs.ts';
import { typeset } from '../../../platform/papers/typst.ts';
import { answer } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import { readSetting } from '../../../platform/settings.ts';
import { workbookFile } from '../../../platform/workbook.ts';
import { nameUsers, unitName } from '../../accounts/index.ts';
import { findVolumeCounts } from '../../holdings/index.ts';
import * as contract from '../contract.ts';
import { chaseOf, dayInWords, letterOf, noticeOf, registerColumns, registerLine, rollOf } from '../papers/data.ts';
import { LETTER_PAPER, SLIP_PAPER } from '../papers/letter.ts';
import { CHASE_PAPER, NOTICE_PAPER, ROLL_PAPER } from '../papers/notice.ts';
import { getLetters, getOwed } from '../store/letters.ts';
import * as store from '../store/transfers.ts';

const MOST = 200;
const MOST_A_YEAR = 20_000;

export const printNotices = answer(contract.printNotices, async ({ tx }, input) => {
  const rows = await transfersIn(tx, input['transferIds']);
  const early = rows.find(({ noticeNumber }) => noticeNumber === null);
  if (early) throw notYet(`档案 ${early.referenceCode} 的转出尚未批准，还没有通知单字号`);
  const counts = await findVolumeCounts(
    tx,
    rows.map(({ dossierId }) => dossierId),
  );
  const names = await nameUsers(
    tx,
    rows.map(({ askedBy }) => askedBy),
  );
  const notices = rows.map((row) => noticeOf(row, counts.get(row.dossierId) ?? { principal: 0, counterpart: 0 }, names(row.askedBy)));
  return pdf('转递通知单', NOTICE_PAPER, { unit: await unitName(tx), notices });
});

export const printRoll = answer(contract.printRoll, async ({ tx, now }, input) => {
  const rows = await transfersIn(tx, input['transferIds']);
  const paper = { ...rollOf(rows), unit: await unitName(tx), today: dayInWords(dayOf(now)), left: '寄件经办：', right: '机要接收：' };
  return pdf('机要清单', ROLL_PAPER, paper);
});

export const printChases = answer(contract.printChases, async ({ tx, now }, input) => {
  const rows = await transfersIn(tx, input['transferIds']);
  const odd = rows.find(({ state }) => state !== 'dispatched');
  if (odd) throw notYet(`档案 ${odd.referenceCode} 不在待回执之列，无需催办`);
  const today = dayOf(now);
  const waited = (day: string | null) => Math.round((startOf(today).getTime() - startOf(day ?? today).getTime()) / 86_400_000);
  const chases = rows.map((row) => chaseOf(row, waited(row.dispatchedOn)));
  return pdf('催办函', CHASE_PAPER, { unit: await unitName(tx), today: dayInWords(today), chases });
});

export const printRegister = answer(contract.printRegister, async ({ tx, now }, input) => {
  const year = Number(input['year']);
  const lines = await linesOf(tx, year);
  const paper = {
    ...{ title: `${year}年人事档案转出登记簿`, unit: await unitName(tx), today: dayInWords(dayOf(now)), columns: registerColumns },
    ...{
      widths: [24, 17, 14, 23, 0, 14, 18, 14, 20, 7, 9, 9, 17, 17, 13, 13, 20],
      rows: lines,
      points: 6.5,
      left: '登记：',
      right: '审核：',
    },
  };
  return pdf(`转出登记簿-${year}`, ROLL_PAPER, paper);
});

export const exportRegister = answer(contract.exportRegister, async ({ tx }, input) => {
  const year = Number(input['year']);
  const rows = [registerColumns, ...(await linesOf(tx, year))];
  return workbookFile(`转出登记簿-${year}.xlsx`, [{ name: `${year}年转出登记簿`, widths: registerColumns.map(() => 18), rows }]);
});

async function linesOf(tx: Scoped, year: number): Promise<string[][]> {
  const rows = await store.findSent(tx, year, MOST_A_YEAR + 1);
  if (rows.length > MOST_A_YEAR) throw notYet(`${year} 年转出超过 ${MOST_A_YEAR} 份，请分批导出`);
  const names = await nameUsers(
    tx,
    rows.map(({ askedBy }) => askedBy),
  );
  return rows.map((row) => registerLine(row, names(row.askedBy)));
}

export const printLetters = answer(contract.printLetters, async ({ tx }, input) => {
  const ids = idsIn(input['letterIds'], 'letterIds');
  const rows = await getLetters(tx, ids);
  if (rows.length < ids.length) throw new Problem('not_found', 'letters missing');
  const images = Object.fromEntries(
    rows.map(({ letterNumber }, i) => [`letter-${i}.svg`, bwipjs.toSVG({ bcid: 'qrcode', text: letterNumber })]),
  );
  const letters = rows.map((row, i) => letterOf(row, `/lantai/letter-${i}.svg`));
  return pdf('调档函', LETTER_PAPER, { unit: await unitName(tx), address: await readSetting(tx, 'transfer.ownAddress'), letters }, images);
});

export const printAcknowledgements = answer(contract.printAcknowledgements, async ({ tx, now }, input) => {
  const rows = await getOwed(tx, idsIn(input['dossierIds'], 'dossierIds'));
  if (rows.length === 0) throw new Problem('not_found', 'no arrivals');
  const slips = rows.map(({ previousInstitution, personName, referenceCode, registeredOn, volumeCount }) => ({
    ...{
      institution: previousInstitution,
      person: personName,
      code: referenceCode,
      day: dayInWords(registeredOn),
      volumes: `${volumeCount} 册`,
    },
  }));
  return pdf('回执', SLIP_PAPER, { unit: await unitName(tx), today: dayInWords(dayOf(now)), slips });
});

/** Every text is checked to have its glyphs before anything is set. */
function pdf(name: string, source: string, paper: object, images: Readonly<Record<string, string>> = {}) {
  refuseUnprintable({ '': textsIn(paper).join('') });
  return { mime: 'application/pdf', fileName: `${name}.pdf`, bytes: typeset(source, paper, images) };
}

const textsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];

function idsIn(list: unknown, path: string): string[] {
  const ids = z.array(z.uuid()).min(1).max(MOST).safeParse(String(list).split(',').filter(Boolean));
  if (!ids.success) throw new Problem('invalid_input', 'ids', [{ path, message: `请选择 1 至 ${MOST} 项` }]);
  return [...new Set(ids.data)];
}

async function transfersIn(tx: Scoped, list: unknown): Promise<store.TransferRow[]> {
  const ids = idsIn(list, 'transferIds');
  const rows = await store.getTransfers(tx, ids);
  if (rows.length < ids.length) throw new Problem('not_found', 'transfers missing');
  return rows;
}

const notYet = (message: string) => new Problem('rule_broken', 'not to be printed', [{ path: 'transferIds', message, rule: 'transfer' }]);
