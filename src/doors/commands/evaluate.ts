import * as contract from '../../modules/evaluation/contract.ts';
import { callServer, serverOf } from '../client.ts';
import { type Command, failure, words } from '../command.ts';

type Answer = {
  indicators: { name: string; numerator: number; denominator: number; value: string | null; met: boolean | null }[];
  total: string | null;
  grade: string | null;
};

export const evaluate: Command = {
  usage: 'evaluate YEAR --as-of DATE [--known-at INSTANT]',
  zh: '年度指标：截至某日（含当日）、按某时刻所知',
  en: "the year's indicators as of a day, known at an instant",
  options: { 'as-of': { type: 'string' }, 'known-at': { type: 'string' } },
  run: async (common, [year], values) => {
    const asOf = values['as-of'];
    if (year === undefined || typeof asOf !== 'string') return failure(`用法 usage: ./lantai ${evaluate.usage}`);
    const server = serverOf(common);
    if ('error' in server) return failure(server.error);
    const knownAt = values['known-at'];
    const { ok, body } = await callServer(server, contract.evaluate, { year, asOf, ...(typeof knownAt === 'string' ? { knownAt } : {}) });
    if (!ok) return { code: 1, output: body as Record<string, unknown>, text: words(body as { title: string }) };
    const { indicators, total, grade } = body as Answer;
    const lines = indicators.map(
      (i) => `${i.name}：${i.numerator} / ${i.denominator} = ${i.value ?? '—'}${i.met === false ? '（未达标）' : ''}`,
    );
    return { code: 0, output: body as Record<string, unknown>, text: [...lines, `总分 ${total ?? '—'} ${grade ?? ''}`].join('\n') };
  },
};
