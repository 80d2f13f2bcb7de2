import { z } from 'zod';
import type { Issue } from './problem.ts';

/** Chinese messages for everything that zod itself refuses; a message in a contract goes before these. */
z.config(z.locales.zhCN());

const plain: Readonly<Record<string, string>> = {
  string: '请填写文字',
  number: '请填写数字',
  int: '请填写整数',
  boolean: '请选择是或否',
  array: '请填写至少一项',
  object: '内容不完整',
};

/** All that is wrong with an input, field by field, in words for the person who filled it in. */
export const issuesOf = (error: z.ZodError): Issue[] =>
  error.issues.map((issue) => ({ path: issue.path.join('.'), message: wordsFor(issue) }));

function wordsFor(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return issue.input === undefined || issue.input === null ? '必填' : (plain[issue.expected] ?? '格式不正确');
  if (issue.code === 'too_small' && issue.origin === 'string') return Number(issue.minimum) === 1 ? '必填' : `至少 ${issue.minimum} 个字`;
  if (issue.code === 'too_big' && issue.origin === 'string') return `最多 ${issue.maximum} 个字`;
  if (issue.code === 'too_small' && issue.origin !== 'array') return `不得小于 ${issue.minimum}`;
  if (issue.code === 'too_big' && issue.origin !== 'array') return `不得大于 ${issue.maximum}`;
  if (issue.code === 'invalid_value') return '取值不在可选范围内';
  if (issue.code === 'unrecognized_keys') return `多余的内容：${issue.keys.join('、')}`;
  return issue.message;
}
