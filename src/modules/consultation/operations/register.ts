import { dayOf, minuteOf } from '../../../core/time.ts';
import { refuseUnprintable } from '../../../platform/papers/glyphs.ts';
import { typeset } from '../../../platform/papers/typst.ts';
import { answer } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import { workbookFile } from '../../../platform/workbook.ts';
import { unitName } from '../../accounts/index.ts';
import * as contract from '../contract.ts';
import { REGISTER_PAPER } from '../copy-paper.ts';
import { consultationStates, durationWords, purposes } from '../rules.ts';
import { type ConsultationRow, findConsultations } from '../store/consultations.ts';
import { inWords } from './finding.ts';

export const printRegister = answer(contract.printRegister, async ({ tx, now }, { year, as }) => {
  const rows = await wholeYear(tx, year);
  const lines = (await inWords(tx, rows)).map((row, place) => columns.map(({ of }) => of(row, place + 1)));
  const title = `${year} 年查阅登记簿`;
  const fileName = `${title}.${as}`;
  if (as === 'xlsx') {
    const widths = columns.map(({ width }) => (width === 0 ? 24 : Math.round(width * 0.8)));
    return workbookFile(fileName, [{ name: String(year), widths, rows: [columns.map(({ head }) => head), ...lines] }]);
  }
  refuseUnprintable(Object.fromEntries(lines.map((line, place) => [`rows.${place}`, line.join('')])));
  const read = rows.filter(({ pageCount }) => (pageCount ?? 0) > 0);
  const people = read.reduce((sum, { readers }) => sum + readers.length, 0);
  const bytes = typeset(REGISTER_PAPER, {
    ...{ title, unit: await unitName(tx), printedOn: dayOf(now), rows: lines },
    ...{ heads: columns.map(({ head }) => head), widths: columns.map(({ width }) => width) },
    sums: `本年申请 ${rows.length} 次，在屏幕上查阅 ${read.length} 次（避免翻阅 ${read.length} 次），${people} 人次。`,
  });
  return { mime: 'application/pdf', fileName, bytes };
});

const BATCH = 500;

async function wholeYear(tx: Scoped, year: number): Promise<ConsultationRow[]> {
  const rows: ConsultationRow[] = [];
  for (let before: string | undefined; ; before = rows.at(-1)?.id) {
    const batch = await findConsultations(tx, { year, before, limit: BATCH });
    rows.push(...batch);
    if (batch.length < BATCH) return rows.reverse();
  }
}

/** `2026-11-25 09:05 至 10:20`; the day is said again only where it is another. */
function spanWords(openedAt: string, closedAt: string | null): string {
  const [from, to] = [minuteOf(new Date(openedAt)), closedAt === null ? '' : minuteOf(new Date(closedAt))];
  return `${from} 至 ${to.startsWith(from.slice(0, 10)) ? to.slice(11) : to}`.trim();
}

type Words = Awaited<ReturnType<typeof inWords>>[number];
type Column = { head: string; width: number; of: (row: Words, place: number) => string };

/** The columns of the register, widths in mm; 0 takes what is left. */
const columns: readonly Column[] = [
  { head: '序号', width: 9, of: (_row, place) => String(place) },
  { head: '查阅单号', width: 25, of: ({ number }) => number },
  { head: '申请日期', width: 18, of: ({ appliedOn }) => appliedOn },
  { head: '查阅单位', width: 0, of: ({ unit }) => unit },
  { head: '查阅人', width: 22, of: ({ readerNames }) => readerNames.join('、') },
  { head: '查阅对象', width: 36, of: ({ personName, referenceCode }) => `${personName} ${referenceCode}` },
  { head: '事由', width: 17, of: ({ purpose }) => purposes[purpose] },
  { head: '内容', width: 13, of: ({ itemCount }) => `${itemCount} 件` },
  {
    head: '方式',
    width: 16,
    of: ({ mayPrint, mayDownload }) => ['查阅', ...(mayPrint ? ['打印'] : []), ...(mayDownload ? ['下载'] : [])].join('、'),
  },
  { head: '批准人', width: 20, of: ({ approvers, state }) => (state === 'refused' ? '' : approvers.join('、')) },
  { head: '起止时间', width: 27, of: ({ openedAt, closedAt }) => (openedAt ? spanWords(openedAt, closedAt) : '') },
  { head: '阅读时长', width: 17, of: ({ usedSeconds, openedAt }) => (openedAt && usedSeconds !== null ? durationWords(usedSeconds) : '') },
  { head: '结果', width: 16, of: ({ state }) => consultationStates[state] },
];
