import type { Issue } from '../../core/problem.ts';
import type { DossierKind } from '../../core/scope.ts';
import type { LocalDate } from '../../core/time.ts';
import { addMonths, addWorkingDays } from '../../core/working-days.ts';
import type { CustodyState, DigitalState, VolumeState } from '../holdings/rules.ts';
import { custodyStates, volumeStates } from '../holdings/rules.ts';

/** How dossiers leave (投递方式). 自带 stands here to be refused by name, since people ask for it. */
export const channels = {
  'confidential-post': { zh: '机要通信', isTracked: true, isPost: false },
  'party-courier': { zh: '机要交通', isTracked: true, isPost: false },
  messenger: { zh: '专人送取', isTracked: false, isPost: false },
  ems: { zh: '邮政特快专递', isTracked: true, isPost: true },
  registered: { zh: '其他给据邮件', isTracked: true, isPost: true },
  'by-hand': { zh: '个人自带', isTracked: false, isPost: false },
} as const;
export type Channel = keyof typeof channels;

export const transferStates = {
  ...{ asked: '待审核', refused: '未批准', approved: '待寄出', cancelled: '已撤销' },
  ...{ dispatched: '待回执', closed: '已回执', sentBack: '已退回' },
} as const;
export type TransferState = keyof typeof transferStates;

export const letterKinds = { move: '调档函', consult: '商调函' } as const;
export type LetterKind = keyof typeof letterKinds;
export const letterStates = { open: '待到档', arrived: '已到档', expired: '已过期', void: '已作废' } as const;
export type LetterState = keyof typeof letterStates;

export const deaccessionReasons = { death: '死亡', retirement: '退休移交' } as const;
export type DeaccessionReason = keyof typeof deaccessionReasons;
export const deaccessionStates = { asked: '待审核', refused: '未批准', done: '已注销', restored: '已恢复' } as const;
export type DeaccessionState = keyof typeof deaccessionStates;

const warn = (path: string, message: string, rule: string): Issue => ({ path, message, rule, severity: 'warning' });
const wrong = (path: string, message: string, rule: string): Issue => ({ path, message, rule });

/** The day by which a dossier is to be sent: working days for floating ones, months for cadres. The day of asking is not counted. Pure. */
export const dueDay = (kind: DossierKind, askedOn: LocalDate, limits: { workingDays: number; cadreMonths: number }): LocalDate =>
  kind === 'cadre' ? addMonths(askedOn, limits.cadreMonths) : addWorkingDays(askedOn, limits.workingDays);

type Leaving = {
  referenceCode: string;
  kind: DossierKind;
  identity: string | null;
  custodyState: CustodyState;
  digitalState: DigitalState;
  isOpenCatalogue: boolean;
  volumes: readonly { barcode: string; state: VolumeState; ticketId: string | null }[];
};

/** Rule 65 and 自带: which channel may carry whose dossier. Cadres and who left state service go by 机要 or messenger only. Pure. */
export function checkChannel(channel: Channel, dossier: Pick<Leaving, 'kind' | 'identity'>): Issue[] {
  if (channel === 'by-hand') return [wrong('channel', '严禁个人自带档案，请改用机要通信、专人送取或给据邮件', 'R18')];
  if (!channels[channel].isPost || (dossier.kind !== 'cadre' && dossier.identity !== '2')) return [];
  return [wrong('channel', '该档案只能通过机要通信或专人送取转递', 'R65')];
}

/** Rules 63, 64, 66: all that keeps a dossier from leaving whole. Pure. */
export function checkLeaving(
  dossier: Leaving,
  asked: { channel: Channel; letterOn: LocalDate; isReceiverVerified: boolean; receiverName: string },
  today: LocalDate,
): Issue[] {
  const { referenceCode: code, digitalState } = dossier;
  const issues = checkWhole(dossier);
  if (digitalState === 'inWork') issues.push(wrong('dossierId', `档案 ${code} 正在数字化，发布或退回后才能转出`, 'R63'));
  if (dossier.isOpenCatalogue) issues.push(warn('dossierId', `档案 ${code} 的目录尚未完成，请确认无未归档材料`, 'R63'));
  if (digitalState === 'outdated') issues.push(warn('dossierId', `档案 ${code} 有新材料未扫描`, 'R63'));
  if (asked.letterOn > today) issues.push(wrong('letterOn', '调档函日期不能晚于今天', 'R64'));
  if (!asked.isReceiverVerified)
    issues.push(warn('receiverId', `收件单位“${asked.receiverName}”尚未核验档案管理权限，请写明依据`, 'transfer.receiver'));
  return [...issues, ...checkChannel(asked.channel, dossier)];
}

/** In the store, with every volume on its shelf and none asked for. */
function checkWhole({ referenceCode, custodyState, volumes }: Omit<Leaving, 'isOpenCatalogue'>): Issue[] {
  if (custodyState !== 'inStore')
    return [wrong('dossierId', `档案 ${referenceCode} 为“${custodyStates[custodyState]}”，在库的档案才能转出`, 'R63')];
  return volumes.flatMap(({ barcode, state, ticketId }) => {
    if (ticketId !== null) return [wrong('dossierId', `卷 ${barcode} 有未结的出库单，请先办结或撤销`, 'R63')];
    return state === 'shelved' ? [] : [wrong('dossierId', `卷 ${barcode} 为“${volumeStates[state]}”，档案须完整转出`, 'R66')];
  });
}

/** Every step is taken in its turn. Pure; `doing` completes “…为…，不能…”. */
export function checkTurn(
  row: { referenceCode: string; state: TransferState },
  expected: readonly TransferState[],
  doing: string,
): Issue[] {
  if (expected.includes(row.state)) return [];
  return [wrong('transferIds', `档案 ${row.referenceCode} 的转出为“${transferStates[row.state]}”，不能${doing}`, 'transfer')];
}

/** Asking, approving and sealing: whoever decides neither asked nor seals. Pure. */
export const checkOther = (referenceCode: string, first: string | null, second: string, said: string, path = 'transferIds'): Issue[] =>
  first === second ? [wrong(path, `档案 ${referenceCode} ${said}，须由另一人办理`, 'transfer')] : [];

type Sealed = { referenceCode: string; channel: Channel; dueOn: LocalDate; decidedBy: string | null };
type SealedVolume = { barcode: string; ticketState: string | null; purpose: string | null };

/** One sealed dossier about to be given to its carrier; `reason` passes what is late. Pure. */
export function checkDispatch(row: Sealed, volumes: readonly SealedVolume[], sent: { by: string; on: LocalDate }): Issue[] {
  const inside = volumes.filter(({ ticketState, purpose }) => ticketState !== 'out' || purpose !== 'leaving');
  return [
    ...checkOther(row.referenceCode, row.decidedBy, sent.by, '的转出由您审核', 'items'),
    ...inside.map(({ barcode }) => wrong('items', `卷 ${barcode} 尚未因转出而出库，须完整封包后寄出`, 'R66')),
    ...(sent.on > row.dueOn ? [warn('items', `档案 ${row.referenceCode} 应于 ${row.dueOn} 前寄出，已超过时限`, 'R67')] : []),
  ];
}

/** What one parcel must say of its way. `usedBy`: notice number of an earlier parcel with this number. Pure. */
export function checkTracking(
  rows: readonly { channel: Channel; receiverId: string }[],
  trackingNo: string | undefined,
  usedBy?: string,
): Issue[] {
  const issues: Issue[] = [];
  const tracked = rows.find(({ channel }) => channels[channel].isTracked);
  if (tracked && !trackingNo) issues.push(wrong('trackingNo', `${channels[tracked.channel].zh}须填写邮件号或机要号`, 'transfer.tracking'));
  if (trackingNo && !/^[0-9A-Z]{4,30}$/.test(trackingNo))
    issues.push(wrong('trackingNo', '单号应为 4 至 30 位字母或数字', 'transfer.tracking'));
  if (usedBy) issues.push(wrong('trackingNo', `单号 ${trackingNo ?? ''} 已用于通知单 ${usedBy}，请核对`, 'transfer.tracking'));
  if (new Set(rows.map(({ channel }) => channel)).size > 1)
    issues.push(wrong('items', '一次寄出的档案须为同一投递方式', 'transfer.tracking'));
  const isPost = rows.some(({ channel }) => channels[channel].isPost);
  if (isPost && new Set(rows.map(({ receiverId }) => receiverId)).size > 1)
    issues.push(wrong('items', '邮寄一个单号只能寄往同一收件单位；机要清单可寄往多家', 'transfer.tracking'));
  return issues;
}

/** Who dies or retires: the dossier is here whole and nothing is under way. Pure. */
export function checkDeaccession(dossier: Omit<Leaving, 'isOpenCatalogue'>): Issue[] {
  const { referenceCode: code, custodyState, volumes, digitalState } = dossier;
  const issues: Issue[] = [];
  if (custodyState !== 'inStore' && custodyState !== 'awaitingShelf')
    issues.push(wrong('dossierId', `档案 ${code} 为“${custodyStates[custodyState]}”，不能注销`, 'axis'));
  for (const { barcode, ticketId } of volumes)
    if (ticketId !== null) issues.push(wrong('dossierId', `卷 ${barcode} 有未结的出库单，请先办结或撤销`, 'deaccession'));
  if (digitalState === 'inWork') issues.push(wrong('dossierId', `档案 ${code} 正在数字化，不能注销`, 'deaccession'));
  return issues;
}

/** A letter that is open past its last day is expired (过期). Pure. */
export const letterStateOn = (state: Exclude<LetterState, 'expired'>, expiresOn: LocalDate, today: LocalDate): LetterState =>
  state === 'open' && expiresOn < today ? 'expired' : state;
