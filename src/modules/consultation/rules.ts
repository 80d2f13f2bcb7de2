import { normaliseIdNumber, readResidentId, to18 } from '../../core/codes/id-number.ts';
import type { Permission } from '../../core/permissions.ts';
import type { Issue } from '../../core/problem.ts';
import { type DossierKind, dossierKinds } from '../../core/scope.ts';
import type { LocalDate } from '../../core/time.ts';

/** 申请 and 阅档 in one line of states: an application is waiting, then granted or not; a grant is read, then ended. */
export const consultationStates = {
  ...{ waiting: '待授权', granted: '已授权', reading: '正在查阅', held: '已结束' },
  ...{ recalled: '已收回', refused: '已拒绝', withdrawn: '已撤回' },
} as const;
export type ConsultationState = keyof typeof consultationStates;

/** 查阅事由. */
export const purposes = {
  ...{ examine: '考察', appoint: '任免', relocate: '调动', review: '政审', discipline: '组织处理', partyAdmission: '入党' },
  ...{ enlist: '参军', goAbroad: '出国（境）', retire: '退休', benefits: '待遇核定', funeral: '治丧', investigate: '办案' },
  ...{ insurance: '社会保险', notarise: '公证', compile: '编史修志' },
} as const;
export type Purpose = keyof typeof purposes;

export type Reader = { name: string; idNumber: string; post?: string | undefined; phone?: string | undefined };

/** What is asked for, or granted. */
export type Extent = { itemIds: readonly string[]; minutes: number; mayPrint: boolean; mayDownload: boolean };

/** Who works on dossiers reads them without a grant; everybody else needs one for each page. */
export const readsFreely = (permissions: ReadonlySet<Permission>): boolean => FREE.some((name) => permissions.has(name));
const FREE = ['page.readFreely', 'page.import', 'page.inspect', 'dossier.publish'] as const;

type Application = { readers: readonly Reader[]; isUnrelated: boolean; letterId?: string | undefined };
type Whose = { kind: DossierKind; name: string; idNumber: string };

/** Everything wrong or odd about an application, rules 69 and 70. Pure; in the order of the form. */
export function checkApplication({ readers, isUnrelated, letterId }: Application, whose: Whose, today: LocalDate): Issue[] {
  const least = whose.kind === 'cadre' ? 2 : 1;
  const numbers = readers.map(({ idNumber }) => to18(normaliseIdNumber(idNumber)));
  const own = to18(normaliseIdNumber(whose.idNumber));
  return [
    ...(readers.length < least
      ? [{ path: 'readers', message: `查阅${dossierKinds[whose.kind]}须两人以上，现在只有 ${readers.length} 人`, rule: 'R70' }]
      : []),
    ...readers.flatMap(({ name }, place): Issue[] => {
      const [at, number = ''] = [`readers.${place}`, numbers[place]];
      if (readResidentId(number, today).fault) return [{ path: `${at}.idNumber`, message: '公民身份号码有误，请与证件核对', rule: 'R70' }];
      if (number === own) return [{ path: `${at}.idNumber`, message: '不得查阅本人及亲属档案：此人就是存档人', rule: 'R69' }];
      if (numbers.indexOf(number) !== place) return [{ path: `${at}.idNumber`, message: '与前面一位查阅人相同', rule: 'R70' }];
      if (name.trim() === whose.name)
        return [{ path: `${at}.name`, message: '与存档人同名，请核对不是本人', rule: 'R69', severity: 'warning' }];
      return [];
    }),
    ...(isUnrelated ? [] : [{ path: 'isUnrelated', message: '须逐一询问：查阅人不是存档人本人，也不是其亲属', rule: 'R69' }]),
    ...(whose.kind === 'cadre' && !letterId
      ? [{ path: 'letterId', message: '没有附查阅审批表', rule: 'R70', severity: 'warning' as const }]
      : []),
  ];
}

type Waiting = Extent & { appliedBy: string; holderId: string; approvals: readonly { by: string }[] };

/** What stands against an approval: the same hands, or more than was asked for. Pure. */
export function checkApproval(asked: Waiting, given: Extent, approverId: string): Issue[] {
  const known = new Set(asked.itemIds);
  return [
    ...(approverId === asked.appliedBy || approverId === asked.holderId
      ? [{ path: '', message: '申请人和阅档人不能审批自己的申请', rule: 'twoHands' }]
      : []),
    ...(asked.approvals.some(({ by }) => by === approverId)
      ? [{ path: '', message: '上一级已由您审批，须由另一人审批', rule: 'twoHands' }]
      : []),
    ...(given.itemIds.length === 0 ? [{ path: 'itemIds', message: '至少授权一件材料', rule: 'R71' }] : []),
    ...(given.itemIds.some((id) => !known.has(id)) ? [{ path: 'itemIds', message: '不得超出申请的材料', rule: 'R71' }] : []),
    ...(given.minutes > asked.minutes ? [{ path: 'minutes', message: `不得超出申请的 ${asked.minutes} 分钟`, rule: 'R71' }] : []),
    ...(given.mayPrint && !asked.mayPrint ? [{ path: 'mayPrint', message: '没有申请打印', rule: 'R71' }] : []),
    ...(given.mayDownload && !asked.mayDownload ? [{ path: 'mayDownload', message: '没有申请下载', rule: 'R71' }] : []),
  ];
}

/** What is counted at once when nothing was heard meanwhile: a viewer speaks every ten seconds. */
const MOST_GAP_MS = 30_000;

/** Milliseconds of reading since the viewer was last heard of. Pure. */
export const gapOf = (clock: { lastSeenAt: Date; itemId: string | null }, now: Date): number =>
  clock.itemId === null ? 0 : Math.min(Math.max(now.getTime() - clock.lastSeenAt.getTime(), 0), MOST_GAP_MS);

/** Whole seconds that are left of a grant; 0 when it is used up. Pure. */
export const secondsLeft = (minutes: number, usedMs: number): number => Math.max(Math.ceil(minutes * 60 - usedMs / 1000), 0);

/** `12 分 05 秒`, as a reading time is said. */
export const durationWords = (seconds: number): string => `${Math.floor(seconds / 60)} 分 ${String(seconds % 60).padStart(2, '0')} 秒`;
