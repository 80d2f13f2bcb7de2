import { findInspections } from '../../../../modules/condition/contract.ts';
import { findStocktakes } from '../../../../modules/stocktake/contract.ts';
import type { StocktakeState } from '../../../../modules/stocktake/rules.ts';
import { call } from '../../../call.ts';
import { type Count, MOST, type Waiting } from './waiting.ts';

/** What waits of 盘点 and 完好检查. */
export const stockInbox: readonly Waiting[] = [
  {
    ...{
      id: 'stocktake-second',
      title: '待复核的盘点',
      hint: '各层盘完、差异已处理，由另一人结束',
      permission: 'stock.close',
      to: '/stackroom/stocktakes',
    },
    count: () => countStocktakes('submitted'),
  },
  {
    ...{
      id: 'stocktake',
      title: '进行中的盘点',
      hint: '接着盘未盘的层，处理差异',
      permission: 'stock.count',
      to: '/stackroom/stocktakes',
    },
    count: () => countStocktakes('open'),
  },
  {
    ...{
      id: 'condition-overdue',
      title: '逾期未检的卷',
      hint: '最近一次完好检查已过有效期',
      permission: 'condition.inspect',
      to: '/stackroom/condition?view=overdue',
    },
    count: async () => {
      const { inspections, next } = await call(findInspections, { overdue: 'true', limit: MOST });
      return { count: inspections.length, isMore: next !== null };
    },
  },
];

async function countStocktakes(state: StocktakeState): Promise<Count> {
  const { stocktakes, next } = await call(findStocktakes, { state, limit: MOST });
  return { count: stocktakes.length, isMore: next !== null };
}
