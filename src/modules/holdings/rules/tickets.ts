import type { Issue } from '../../../core/problem.ts';
import type { LocalDate } from '../../../core/time.ts';
import type { TicketPurpose, VolumeState } from './axes.ts';

/** 票据状态. Only a loan waits to be approved; `returning`: back at the desk, not yet on its shelf. */
export const ticketStates = { asked: '待审批', approved: '待出库', out: '库外', returning: '待归架', closed: '已结' } as const;
export type TicketState = keyof typeof ticketStates;

export const ticketOutcomes = { returned: '已归还', cancelled: '已撤销', refused: '未批准', dispatched: '已寄出' } as const;
export type TicketOutcome = keyof typeof ticketOutcomes;

const refused = (path: string, message: string, rule = 'ticket'): Issue => ({ path, message, rule });

/** A loan is approved by another; what stays in the house goes out at once. Pure. */
export const firstState = (purpose: TicketPurpose): TicketState => (purpose === 'loan' ? 'asked' : 'approved');

/** Only a volume on its shelf can be asked for, and it is due back today at the earliest. Pure. */
export function checkAsked(volumes: readonly { barcode: string; state: VolumeState }[], dueOn: LocalDate, today: LocalDate): Issue[] {
  const absent = volumes.filter(({ state }) => state !== 'shelved');
  return [
    ...absent.map(({ barcode }) => refused('barcodes', `卷 ${barcode} 不在架上，不能申请出库`)),
    ...(dueOn < today ? [refused('dueOn', '应还日期不能早于今天')] : []),
  ];
}

/** What must hold before a ticket takes the next step. Pure; `doing` completes “卷 X 为…，不能…”. */
export function checkStep(
  ticket: { barcode: string; state: TicketState },
  expected: readonly TicketState[],
  doing: string,
  path = 'items',
): Issue[] {
  if (expected.includes(ticket.state)) return [];
  return [refused(path, `卷 ${ticket.barcode} 的出库单为“${ticketStates[ticket.state]}”，不能${doing}`)];
}

/** The two sides of a hand-over are two people. Pure. */
export const checkOtherSide = (barcode: string, first: string | null, second: string, said: string, path = 'items'): Issue[] =>
  first === second ? [refused(path, `卷 ${barcode} ${said}，须由另一人经手`, 'R28')] : [];

/** Pages are counted out and in; a difference is passed with a reason only. Pure. */
export function checkPages(barcode: string, out: number | null, back: number | undefined): Issue[] {
  if (out === null || back === undefined || out === back) return [];
  const message = `卷 ${barcode} 出库时 ${out} 页，归还时 ${back} 页，请当场清点并说明`;
  return [{ path: 'items', message, rule: 'ticket.pages', severity: 'warning' }];
}
