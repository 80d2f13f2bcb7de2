import { problems } from '../../../../core/problem.ts';
import { carriers, parcelStates } from '../../../../modules/reception/rules.ts';

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
  state: { zh: '状态', words: (value) => parcelStates[value as keyof typeof parcelStates] ?? value },
  signedOn: { zh: '签收日期' },
  parcelId: { zh: '包裹' },
  photoId: { zh: '照片' },
};

/** An audit line's detail as a clerk reads it: `来档方式 机要通信；状态 待登记`. */
export const detailOf = (detail: Readonly<Record<string, unknown>>, names: Names): string =>
  Object.entries(detail)
    .map(([name, value]) => `${fields[name]?.zh ?? name} ${fields[name]?.words?.(String(value), names) ?? String(value)}`)
    .join('；');

function yesNo(value: string): string {
  return value === 'true' ? '是' : '否';
}
