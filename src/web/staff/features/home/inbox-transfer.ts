import { findAcknowledgements, findDeaccessions, findTransfers } from '../../../../modules/transfer/contract.ts';
import { call } from '../../../call.ts';
import { type Count, MOST, type Waiting } from './waiting.ts';

/** What waits of 转递. */
export const transferInbox: readonly Waiting[] = [
  {
    ...{
      id: 'transfer-review',
      title: '待审核的转出',
      hint: '核对收件单位与渠道后批准',
      permission: 'transfer.approve',
      to: '/transfers?state=asked',
    },
    count: () => countTransfers({ state: 'asked' }),
  },
  {
    ...{
      id: 'deaccession-review',
      title: '待审核的注销',
      hint: '核对依据后批准',
      permission: 'transfer.approve',
      to: '/transfers?view=deaccession&state=asked',
    },
    count: async () => {
      const { deaccessions, next } = await call(findDeaccessions, { state: 'asked', limit: MOST });
      return { count: deaccessions.length, isMore: next !== null };
    },
  },
  {
    ...{
      id: 'transfer-overdue',
      title: '逾期未寄的转出',
      hint: '已过应寄日期',
      permission: 'transfer.manage',
      to: '/transfers?show=overdue',
    },
    count: () => countTransfers({ show: 'overdue' }),
  },
  {
    ...{
      id: 'transfer-dispatch',
      title: '待寄出的转出',
      hint: '已批准，出库后封包寄出',
      permission: 'transfer.manage',
      to: '/transfers?state=approved',
    },
    count: () => countTransfers({ state: 'approved' }),
  },
  {
    ...{
      id: 'transfer-chase',
      title: '待催的回执',
      hint: '寄出已久，未收到回执',
      permission: 'transfer.manage',
      to: '/transfers?show=chase',
    },
    count: () => countTransfers({ show: 'chase' }),
  },
  {
    ...{
      id: 'acknowledgements',
      title: '逾期未寄的回执',
      hint: '档案已登记，应寄回执给来档单位',
      permission: 'transfer.manage',
      to: '/transfers/letters?view=owed&overdue=true',
    },
    count: async () => {
      const { acknowledgements, next } = await call(findAcknowledgements, { overdue: 'true', limit: MOST });
      return { count: acknowledgements.length, isMore: next !== null };
    },
  },
];

async function countTransfers(filter: { state?: 'asked' | 'approved'; show?: 'overdue' | 'chase' }): Promise<Count> {
  const { transfers, next } = await call(findTransfers, { ...filter, limit: MOST });
  return { count: transfers.length, isMore: next !== null };
}
