import { outReasons } from '../../../core/codes/tables.ts';
import type { LocalDate } from '../../../core/time.ts';
import { channels, type LetterKind, letterKinds } from '../rules.ts';
import type { TransferRow } from '../store/transfers.ts';

/** `2026年3月2日`; blanks to be filled by hand where there is no day yet. Pure. */
export const dayInWords = (day: LocalDate | null): string => {
  const [year, month, date] = (day ?? '').split('-').map(Number);
  return year && month && date ? `${year}年${month}月${date}日` : '　　　　年　　月　　日';
};

const text = (value: number | string | null | undefined): string => (value === null || value === undefined ? '' : String(value));
type Counts = { principal: number; counterpart: number };

/** What one 转递通知单 says. Pure. */
export const noticeOf = (row: TransferRow, { principal, counterpart }: Counts, handler: string) => ({
  ...{ postcode: text(row.postcode), confidentialNo: text(row.confidentialNo), address: row.address, receiver: row.receiverName },
  ...{ person: row.personName, code: row.referenceCode, number: text(row.noticeNumber), channel: channels[row.channel].zh, handler },
  ...{
    reason: outReasons[row.outReason],
    letter: `凭 ${row.letterNumber}`,
    volumes: `${principal + counterpart} 册`,
    day: dayInWords(row.dispatchedOn),
  },
  ...{ principal: text(principal), counterpart: text(counterpart), items: text(row.itemCount), pages: text(row.pageCount) },
});

/** What one 催办函 says. Pure. */
export const chaseOf = (row: TransferRow, waitedDays: number) => ({
  ...{ receiver: row.receiverName, person: row.personName, day: dayInWords(row.dispatchedOn), channel: channels[row.channel].zh },
  ...{ tracking: row.trackingNo ?? '无', volumes: `${row.volumeCount ?? 0} 册`, number: text(row.noticeNumber), waited: text(waitedDays) },
});

/** The 机要清单. Pure. */
export const rollOf = (rows: readonly TransferRow[]) => ({
  title: '人事档案转递清单',
  points: 10,
  columns: ['序号', '通知单字号', '姓名', '档案编号', '收件单位', '机要号', '投递方式', '册', '页数'],
  widths: [12, 42, 24, 40, 0, 36, 26, 12, 16],
  rows: rows.map((row, i) => [
    ...[String(i + 1), text(row.noticeNumber), row.personName, row.referenceCode, row.receiverName, text(row.confidentialNo)],
    ...[channels[row.channel].zh, text(row.volumeCount), text(row.pageCount)],
  ]),
});

/** The columns of the 转出登记簿, on paper and as a sheet. */
export const registerColumns = [
  ...['通知单字号', '寄出日期', '姓名', '档案编号', '转往单位', '转出原因', '调档函'],
  ...['投递方式', '单号', '册', '材料份数', '页数', '应寄日期', '回执日期', '回执人', '经办人', '备注'],
] as const;

/** One line of the 转出登记簿. Pure. */
export const registerLine = (row: TransferRow, handler: string): string[] => [
  ...[text(row.noticeNumber), text(row.dispatchedOn), row.personName, row.referenceCode, row.receiverName, outReasons[row.outReason]],
  ...[row.letterNumber, channels[row.channel].zh, text(row.trackingNo), text(row.volumeCount), text(row.itemCount), text(row.pageCount)],
  ...[
    row.dueOn,
    text(row.acknowledgedOn),
    text(row.acknowledgedBy),
    handler,
    row.state === 'sentBack' ? `退回：${text(row.note)}` : text(row.note),
  ],
];

type Letter = {
  letterKind: LetterKind;
  letterNumber: string;
  receiverName: string;
  personName: string;
  idNumber: string;
  issuedOn: LocalDate;
  expiresOn: LocalDate;
};

const requests = {
  move: '已申请将人事档案委托我单位管理。',
  consult: '拟调入我处，现商请调阅其人事档案。',
} as const satisfies Record<LetterKind, string>;

/** What one letter says. Pure. */
export const letterOf = (letter: Letter, image: string) => ({
  ...{
    kind: letterKinds[letter.letterKind],
    number: letter.letterNumber,
    institution: letter.receiverName,
    person: letter.personName,
    image,
  },
  ...{
    idNumber: letter.idNumber,
    request: requests[letter.letterKind],
    issued: dayInWords(letter.issuedOn),
    expires: dayInWords(letter.expiresOn),
  },
});
