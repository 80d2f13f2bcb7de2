import type { Operation } from '../../core/operation.ts';
import * as access from '../../modules/access/contract.ts';
import * as accounts from '../../modules/accounts/contract.ts';
import * as catalogue from '../../modules/catalogue/contract.ts';
import * as condition from '../../modules/condition/contract.ts';
import * as consultation from '../../modules/consultation/contract.ts';
import * as digitisation from '../../modules/digitisation/contract.ts';
import * as evaluation from '../../modules/evaluation/contract.ts';
import * as holdings from '../../modules/holdings/contract.ts';
import * as lists from '../../modules/lists/contract.ts';
import * as opening from '../../modules/opening/contract.ts';
import * as preservation from '../../modules/preservation/contract.ts';
import * as reception from '../../modules/reception/contract.ts';
import * as search from '../../modules/search/contract.ts';
import * as stackroom from '../../modules/stackroom/contract.ts';
import * as stocktake from '../../modules/stocktake/contract.ts';
import * as transfer from '../../modules/transfer/contract.ts';

/** The contracts of every module, in module order, with the module's name. */
const contracts: readonly { zh: string; contract: Readonly<Record<string, unknown>> }[] = [
  { zh: '用户与单位', contract: accounts },
  { zh: '收件', contract: reception },
  { zh: '档案', contract: holdings },
  { zh: '库房', contract: stackroom },
  { zh: '期初建账', contract: opening },
  { zh: '盘点', contract: stocktake },
  { zh: '完好检查', contract: condition },
  { zh: '整理编目', contract: catalogue },
  { zh: '查档', contract: search },
  { zh: '固化', contract: preservation },
  { zh: '数字化', contract: digitisation },
  { zh: '利用', contract: consultation },
  { zh: '阅档', contract: access },
  { zh: '转递', contract: transfer },
  { zh: '绩效', contract: evaluation },
  { zh: '清单', contract: lists },
];

/** All that can be asked of Lantai, by module: names, titles and fields for pages that speak about operations. */
export const operationsByModule: readonly { zh: string; operations: readonly Operation[] }[] = contracts.map(({ zh, contract }) => ({
  zh,
  operations: Object.values(contract).filter(isOperation),
}));

const titles = new Map(operationsByModule.flatMap(({ operations }) => operations.map(({ name, title }) => [name, title])));

/** `reception.signParcel` is 签收包裹; a name of another version stays as it is. */
export const titleOf = (operation: string): string => titles.get(operation) ?? operation;

function isOperation(value: unknown): value is Operation {
  return typeof value === 'object' && value !== null && 'kind' in value && 'route' in value && 'title' in value;
}
