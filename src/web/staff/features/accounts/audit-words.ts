import { problems } from '../../../../core/problem.ts';
import { dossierKinds } from '../../../../core/scope.ts';
import { settings } from '../../../../core/settings.ts';
import { importStates, scanStates } from '../../../../modules/digitisation/rules.ts';
import { measureNames, works } from '../../../../modules/evaluation/measures.ts';
import { custodyStates, volumeStates } from '../../../../modules/holdings/rules.ts';
import { carriers, parcelStates } from '../../../../modules/reception/rules.ts';
import { titleOf } from '../../contracts.ts';

type Names = { userOf: (id: string) => string; roleOf: (code: string) => string };

const doors: Readonly<Record<string, string>> = { http: '页面', cli: '命令行', job: '后台任务' };
export const doorOf = (door: string): string => doors[door] ?? door;

/** How a call ended: 成功, or the title of what it was refused with. */
export const outcomeOf = (outcome: string): string =>
  outcome === 'done' ? '成功' : outcome in problems ? problems[outcome as keyof typeof problems].title : outcome;

/** The fields that audit lines keep, and their values, as people call them. Add a row for each field that a contract audits. */
const fields: Readonly<Record<string, { zh: string; words?: (value: string, names: Names) => string }>> = {
  loginName: { zh: '登录名' },
  userId: { zh: '用户', words: (value, { userOf }) => userOf(value) },
  roles: { zh: '角色', words: (value, { roleOf }) => value.split(',').map(roleOf).join('、') },
  isDisabled: { zh: '停用', words: yesNo },
  everywhere: { zh: '所有设备', words: yesNo },
  code: { zh: '单位代码' },
  carrier: { zh: '来档方式', words: (value) => carriers[value as keyof typeof carriers]?.zh ?? value },
  state: { zh: '状态', words: wordsIn({ ...parcelStates, ...importStates, ...scanStates, ...volumeStates }) },
  signedOn: { zh: '签收日期' },
  parcelId: { zh: '包裹' },
  photoId: { zh: '照片' },
  dossierId: { zh: '档案' },
  depositorId: { zh: '委托单位' },
  kind: { zh: '类别', words: wordsIn(dossierKinds) },
  custodyState: { zh: '存档状态', words: wordsIn(custodyStates) },
  registeredOn: { zh: '登记日期' },
  foundCount: { zh: '实收份数' },
  day: { zh: '日期' },
  purpose: { zh: '用途' },
  volumeIds: { zh: '卷数', words: (value) => String(value.split(',').length) },
  roomId: { zh: '库房' },
  zone: { zh: '区' },
  firstRack: { zh: '起始架' },
  rackCount: { zh: '架数' },
  year: { zh: '年度' },
  work: { zh: '工作', words: wordsIn(works) },
  quantity: { zh: '计划数' },
  asOf: { zh: '截止日' },
  knownAt: { zh: '按何时所知' },
  measure: { zh: '度量', words: wordsIn(measureNames) },
  seq: { zh: '台账第几条' },
  key: { zh: '参数', words: (value) => settings[value as keyof typeof settings]?.zh ?? value },
  value: { zh: '改为' },
  list: { zh: '清单', words: titleOf },
  columns: { zh: '列数', words: (value) => String(value.split(',').length) },
  rowCount: { zh: '行数' },
  filters: { zh: '筛选', words: (value) => value || '无' },
  actorId: { zh: '操作人', words: (value, { userOf }) => userOf(value) },
  operation: { zh: '操作', words: titleOf },
  begun: { zh: '已着手', words: (value) => (value === 'yes' ? '是' : '否') },
  rack: { zh: '架' },
  onlyFree: { zh: '只看有空位的', words: yesNo },
};

/** An audit line's detail as a clerk reads it: `来档方式 机要通信；状态 待登记`. */
export const detailOf = (detail: Readonly<Record<string, unknown>>, names: Names): string =>
  Object.entries(detail)
    .map(([name, value]) => `${fields[name]?.zh ?? name} ${fields[name]?.words?.(String(value), names) ?? String(value)}`)
    .join('；');

function yesNo(value: string): string {
  return value === 'true' ? '是' : '否';
}

function wordsIn(table: Readonly<Record<string, string>>) {
  return (value: string): string => table[value] ?? value;
}
