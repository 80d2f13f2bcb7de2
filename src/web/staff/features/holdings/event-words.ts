import { outReasons } from '../../../../core/codes/tables.ts';
import { ruleBasis } from '../../../../core/rule-basis.ts';
import { durationWords } from '../../../../modules/consultation/rules.ts';
import { type TicketPurpose, ticketPurposes } from '../../../../modules/holdings/rules.ts';

import { type Channel, channels, type DeaccessionReason, deaccessionReasons } from '../../../../modules/transfer/rules.ts';

/** Columns of a person as the ledger names them. */
const fields: Readonly<Record<string, string>> = {
  ...{ name: '姓名', former_names: '曾用名', pinyin: '拼音', initials: '拼音首字母', id_type: '证件类型', id_number: '证件号码' },
  ...{ id_number_written: '原写证件号', birth_on: '出生日期', sex: '性别', ethnicity: '民族', political_status: '政治面貌' },
  ...{ education: '最高学历', degree: '最高学位', graduated_on: '毕业日期', school: '毕业院校', employer: '工作单位' },
  ...{ identity: '人员身份', phone: '手机号码', email: '电子邮箱' },
};
/** Follow from the name; nobody changes them. */
const derived = new Set(['pinyin', 'initials']);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []);

const wordsOf: Readonly<Record<string, (data: Readonly<Record<string, unknown>>) => string>> = {
  'dossier.registered': ({ volumeCount }) => `共 ${String(volumeCount)} 卷`,
  'dossier.opened': ({ volumeCount, shelvedCount, lacks }) => {
    const gap = listOf(lacks).length > 0 ? `，待补 ${listOf(lacks).length} 项` : '';
    return `接管时已在架，共 ${String(volumeCount)} 卷${shelvedCount === volumeCount ? '' : `，${String(shelvedCount)} 卷有库位`}${gap}`;
  },
  'catalogue.completed': ({ itemCount, pageCount }) => `${String(itemCount)} 件 ${String(pageCount)} 页`,
  'consultation.applied': ({ number, itemCount, minutes }) => `${String(number)}：${String(itemCount)} 件，${String(minutes)} 分钟`,
  'consultation.granted': ({ itemCount, minutes, validThrough }) =>
    `${String(itemCount)} 件，${String(minutes)} 分钟，至 ${String(validThrough)}`,
  'consultation.copied': ({ as, pageCount }) => `${as === 'print' ? '打印' : '下载'} ${String(pageCount)} 页`,
  'consultation.held': ({ seconds, pageCount }) => `${durationWords(Number(seconds))}，${String(pageCount)} 页`,
  'consultation.recalled': ({ seconds, pageCount }) => `${durationWords(Number(seconds))}，${String(pageCount)} 页`,
  'volume.shelved': ({ address }) => String(address),
  'volume.moved': ({ address }) => `移到 ${String(address)}`,
  'ticket.asked': ({ purpose, dueOn }) => `${purposeOf(purpose)}，应还 ${String(dueOn)}`,
  'ticket.extended': ({ from, dueOn }) => `${String(from)} 改为 ${String(dueOn)}`,
  'volume.checkedOut': ({ purpose, pageCount, dueOn }) => `${purposeOf(purpose)}${pagesOf(pageCount)}，应还 ${String(dueOn)}`,
  'volume.returned': ({ purpose, pageCount, isLate }) => `${purposeOf(purpose)}${pagesOf(pageCount)}${isLate === true ? '（逾期）' : ''}`,
  'volume.checkedIn': ({ address }) => String(address),
  'person.corrected': ({ fields: changed, isKey }) => `${changedWords(changed)}${isKey === true ? '（关键项）' : ''}`,
  'person.updated': ({ fields: changed }) => changedWords(changed),
  'expectation.met': ({ letterNumber }) => `调档函 ${String(letterNumber)}`,
  'letter.arrived': ({ letterNumber }) => String(letterNumber),
  'transfer.asked': ({ outReason, channel, letterNumber, dueOn }) =>
    `${outReasons[outReason as keyof typeof outReasons] ?? ''}，${channels[channel as Channel]?.zh ?? ''}，凭 ${String(letterNumber)}，应于 ${String(dueOn)} 前寄出`,
  'transfer.approved': ({ noticeNumber, volumeCount }) => `通知单 ${String(noticeNumber)}，共 ${String(volumeCount)} 卷`,
  'transfer.dispatched': ({ channel, trackingNo, volumeCount, isOnTime }) =>
    `${channels[channel as Channel]?.zh ?? ''}${typeof trackingNo === 'string' ? ` ${trackingNo}` : ''}，共 ${String(volumeCount)} 卷${isOnTime === true ? '' : '，超过时限'}`,
  'transfer.acknowledged': ({ acknowledgedOn }) => `回执日期 ${String(acknowledgedOn)}`,
  'transfer.chased': ({ chaseCount }) => `第 ${String(chaseCount)} 次`,
  'acknowledgement.sent': ({ sentOn }) => String(sentOn),
  'deaccession.asked': ({ reasonCode }) => deaccessionReasons[reasonCode as DeaccessionReason] ?? '',
  'dossier.deaccessioned': ({ reasonCode }) => deaccessionReasons[reasonCode as DeaccessionReason] ?? '',
  'person.registered': ({ warnings }) => {
    const passed = listOf(warnings).filter((rule) => rule in ruleBasis);
    return passed.length > 0 ? `有 ${passed.length} 处提示，已说明` : '';
  },
};

const purposeOf = (purpose: unknown) => ticketPurposes[purpose as TicketPurpose] ?? String(purpose);
const pagesOf = (count: unknown) => (typeof count === 'number' ? ` ${count} 页` : '');

/** What an event says beyond its name: `姓名、证件号码（关键项）；理由：…`. Empty when it says nothing more. */
export function eventDetail(type: string, data: Readonly<Record<string, unknown>>): string {
  const reason = textOf(data['reason']);
  return [wordsOf[type]?.(data) ?? '', reason === '' ? '' : `理由：${reason}`].filter((part) => part !== '').join('；');
}

const changedWords = (changed: unknown): string =>
  listOf(changed)
    .filter((field) => !derived.has(field))
    .map((field) => fields[field] ?? field)
    .join('、');
