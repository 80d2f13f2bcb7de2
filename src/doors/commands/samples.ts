import { makeSamples } from '../../modules/samples/index.ts';
import { type Command, failure } from '../command.ts';

const FORMS = ['package', 'vendor', 'loose', 'mixed'] as const;

/** The least and the most of each number, and what it is called. */
const bounds = { seed: [0, 2 ** 31 - 1], dossiers: [1, 10_000], dpi: [50, 600] } as const;

export const samples: Command = {
  usage: 'samples DIR [--seed N] [--dossiers N] [--dpi N] [--as package|vendor|loose|mixed]',
  zh: '生成虚构的人员与档案样例：名册 people.xlsx、数据包、外包目录、散页和答案 truth.json',
  en: 'synthetic people and dossiers in the three forms, with a truth file',
  options: { seed: { type: 'string' }, dossiers: { type: 'string' }, dpi: { type: 'string' }, as: { type: 'string' } },
  run: async (_common, [dir], values) => {
    const form = FORMS.find((known) => known === (values['as'] ?? 'mixed'));
    if (dir === undefined || form === undefined) return failure(`用法 usage: ./lantai ${samples.usage}`);
    const numbers = Object.fromEntries(
      (Object.keys(bounds) as (keyof typeof bounds)[])
        .filter((name) => values[name] !== undefined)
        .map((name) => [name, readNumber(name, values[name])]),
    );
    const onProgress = (done: number, total: number) => {
      if (done % 20 === 0 || done === total) process.stderr.write(`${done} / ${total} 页 pages\n`);
    };
    const made = await makeSamples(dir, { ...numbers, as: form, onProgress });
    return { code: 0, output: made, text: `已生成 ${made.dossiers} 份档案 ${made.pages} 页；答案在 ${made.truth}` };
  },
};

function readNumber(name: keyof typeof bounds, text: string | boolean | undefined): number {
  const [least, most] = bounds[name];
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new Error(`--${name} 须为 ${least} 至 ${most} 的整数，收到“${text}” (bad number)`);
  return value;
}
