import type { Issue } from '../../core/problem.ts';

export * from './rules/rolls.ts';

/**
 * How dossiers arrive (来档方式). `tracked`: the carrier gives a number, and without it there is no proof of posting.
 * 自带 stands here to be refused by name, since people ask for it.
 */
export const carriers = {
  'confidential-post': { zh: '机要通信', tracked: true, refused: false },
  'party-courier': { zh: '机要交通', tracked: true, refused: false },
  ems: { zh: '邮政特快专递', tracked: true, refused: false },
  messenger: { zh: '专人送达', tracked: false, refused: false },
  internal: { zh: '内部移交', tracked: false, refused: false },
  other: { zh: '其他给据邮件', tracked: true, refused: false },
  'by-hand': { zh: '个人自带', tracked: false, refused: true },
} as const;
export type Carrier = keyof typeof carriers;
export const carrierNames = Object.keys(carriers) as Carrier[];

export const sealStates = { intact: '完好', broken: '破损', missing: '无封口或骑缝章' } as const;
export type SealState = keyof typeof sealStates;

export const parcelStates = { signed: '待登记', completed: '已登记', returned: '已退回', suspended: '已挂起' } as const;
export type ParcelState = keyof typeof parcelStates;

/** A number as it is compared: scanners and typists differ in spaces and case. Pure. */
export const normaliseTrackingNo = (text: string) => text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();

/** Everything wrong with a parcel about to be signed for; empty when it may be. Pure. */
export function checkParcel(input: {
  carrier: Carrier;
  trackingNo: string;
  sealState: SealState;
  sealNote?: string | undefined;
  photoId?: string | undefined;
}): Issue[] {
  const issues: Issue[] = [];
  const carrier = carriers[input.carrier];
  if (carrier.refused) issues.push({ path: 'carrier', message: '严禁个人自带档案，不得接收', rule: 'R18' });
  if (carrier.tracked && !carrier.refused && input.trackingNo === '')
    issues.push({ path: 'trackingNo', message: `${carrier.zh}须填写邮件号`, rule: 'R16' });
  if (input.trackingNo !== '' && !/^[0-9A-Z]{4,30}$/.test(input.trackingNo))
    issues.push({ path: 'trackingNo', message: '邮件号应为 4 至 30 位字母或数字', rule: 'R16' });
  if (input.sealState !== 'intact') {
    const message = '封口或骑缝章异常，须拍照并注明后方可签收';
    if (!input.sealNote?.trim()) issues.push({ path: 'sealNote', message, rule: 'R17' });
    if (!input.photoId) issues.push({ path: 'photoId', message, rule: 'R17' });
  }
  return issues;
}

/** The refusal of a number that was signed for already. */
export const alreadySigned = (trackingNo: string, signedOn: string): Issue => ({
  path: 'trackingNo',
  message: `邮件号 ${trackingNo} 已于 ${signedOn} 签收，请勿重复签收`,
  rule: 'R16',
});

/** Rule 19: the post may carry graduates' dossiers, not those of cadres and of people who left state service. Pure. */
export function checkChannel(carrier: Carrier, kind: string, identity: string | undefined): Issue[] {
  const isPost = carrier === 'ems' || carrier === 'other';
  if (!isPost || (kind !== 'cadre' && identity !== '2')) return [];
  return [{ path: 'parcelId', message: '该人员档案应通过机要通信或专人送取', rule: 'R19', severity: 'warning' }];
}

/** Rule 22: the name on the list or label against the one in the dossier. Pure. */
export const checkListedName = (listed: string | undefined, name: string): Issue[] =>
  listed && listed !== name ? [{ path: 'listedName', message: `错登：清单为“${listed}”，档案为“${name}”`, rule: 'R22' }] : [];

/** Rules 20 and 23 for one parcel: what was found is registered, and is what the list says. Pure. */
export function checkCompletion(counts: { listed: number | null; found: number; registered: number }): Issue[] {
  const { listed, found, registered } = counts;
  if (registered !== found)
    return [{ path: 'foundCount', message: `漏登：实收 ${found} 份，已登记 ${registered} 份，请逐份登记后再完成`, rule: 'R20' }];
  if (listed === null || listed === found) return [];
  return [{ path: 'foundCount', message: `转递清单 ${listed} 份，实收 ${found} 份`, rule: 'R23', severity: 'warning' }];
}

/** Rules 20 and 21 for a day about to be closed. Pure. */
export function checkDay(counts: { signed: number; open: number; awaitingShelf: number }): Issue[] {
  const issues: Issue[] = [];
  if (counts.open > 0)
    issues.push({ path: 'day', message: `漏登：今日签收 ${counts.signed} 件，尚有 ${counts.open} 件未登记、退回或挂起`, rule: 'R20' });
  if (counts.awaitingShelf > 0)
    issues.push({ path: 'reason', message: `${counts.awaitingShelf} 份未能当日入库，请填写原因`, rule: 'R21', severity: 'warning' });
  return issues;
}
