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

type ZodIssue = z.core.$ZodIssue;

const words: { [C in ZodIssue['code']]?: (issue: Extract<ZodIssue, { code: C }>) => string } = {
  invalid_type: ({ input, expected }) => (input === undefined || input === null ? '必填' : (plain[expected] ?? '格式不正确')),
  too_small: ({ origin, minimum }) => {
    if (origin === 'array') return `至少 ${minimum} 项`;
    if (origin !== 'string') return `不得小于 ${minimum}`;
    return Number(minimum) === 1 ? '必填' : `至少 ${minimum} 个字`;
  },
  too_big: ({ origin, maximum }) => {
    if (origin === 'array') return `最多 ${maximum} 项`;
    return origin === 'string' ? `最多 ${maximum} 个字` : `不得大于 ${maximum}`;
  },
  invalid_value: () => '取值不在可选范围内',
  unrecognized_keys: ({ keys }) => `多余的内容：${keys.join('、')}`,
};

const wordsFor = (issue: ZodIssue): string => (words[issue.code] as ((issue: ZodIssue) => string) | undefined)?.(issue) ?? issue.message;
