import fs from 'node:fs';
import { dayOf } from '../../core/time.ts';
import { checkPackage, validateOcfl } from '../../modules/packages/index.ts';
import { type Command, type Exit, failure } from '../command.ts';

type Finding = { code: string; path: string; message: string };
type Judgement = { valid: boolean; errors: readonly Finding[]; warnings: readonly Finding[] };

export const packages: Command = {
  usage: 'package check PATH',
  zh: '检查 GB/T 33870 数据包、外包目录或 BagIt 包（文件夹或 zip），一次列出全部问题',
  en: "judges a GB/T 33870 package, a vendor's folder or a BagIt bag, folder or zip",
  run: async (_common, [verb, path]) => {
    if (verb !== 'check' || path === undefined) return failure(`用法 usage: ./lantai ${packages.usage}`);
    if (!fs.existsSync(path)) return nowhere(path);
    const judgement = await checkPackage(path, { today: dayOf(new Date()) });
    return judged(judgement, `${kinds[judgement.kind]} ${path}`);
  },
};

export const ocfl: Command = {
  usage: 'ocfl validate PATH',
  zh: '按 OCFL 1.1 检查存储对象或存储根，逐字节核对摘要',
  en: 'judges an OCFL 1.1 object or storage root; reads every byte',
  run: async (_common, [verb, path]) => {
    if (verb !== 'validate' || path === undefined) return failure(`用法 usage: ./lantai ${ocfl.usage}`);
    if (!fs.existsSync(path)) return nowhere(path);
    return judged(await validateOcfl(path), path);
  },
};

const nowhere = (path: string) => failure(`找不到 ${path} (no such file or folder)`);

const kinds = { gbt33870: '数据包', bagit: 'BagIt 包', vendor: '外包目录' } as const;

function judged(judgement: Judgement, what: string): Exit {
  const { valid, errors, warnings } = judgement;
  const line = ({ code, path, message }: Finding) => `  [${code}] ${path}：${message}`;
  const head = `${what}：${valid ? '合格' : '不合格'}，错误 ${errors.length} 项，提示 ${warnings.length} 项`;
  return { code: valid ? 0 : 1, output: { ...judgement }, text: [head, ...errors.map(line), ...warnings.map(line)].join('\n') };
}
