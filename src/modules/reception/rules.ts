import type { Issue } from '../../core/problem.ts';

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
export function checkParcel(input: { carrier: Carrier; trackingNo: string; sealState: SealState; sealNote?: string | undefined; photoId?: string | undefined }): Issue[] {
  const issues: Issue[] = [];
  const carrier = carriers[input.carrier];
  if (carrier.refused) issues.push({ path: 'carrier', message: '严禁个人自带档案，不得接收', rule: 'R18' });
  if (carrier.tracked && !carrier.refused && input.trackingNo === '') issues.push({ path: 'trackingNo', message: `${carrier.zh}须填写邮件号`, rule: 'R16' });
  if (input.trackingNo !== '' && !/^[0-9A-Z]{4,30}$/.test(input.trackingNo)) issues.push({ path: 'trackingNo', message: '邮件号应为 4 至 30 位字母或数字', rule: 'R16' });
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
