import { type Command, failure } from '../command.ts';

export const bench: Command = {
  usage: 'bench [NAME …] [--seed N] [--size small|full]',
  zh: '基准与质量测量（自建临时数据，测完删除）；不带名称时列出各项及所需行数、秒数、磁盘',
  en: 'benchmarks and quality measures; without a name lists them; removes its data',
  options: { seed: { type: 'string' }, size: { type: 'string' } },
  run: async (_common, names, values) => {
    const { benchmarks } = await import('../../../bench/index.ts');
    const list = Object.values(benchmarks);
    if (names.length === 0) {
      const text = list
        .map(({ name, describe }) => `${name}  ${describe.rows} 行，full 约 ${describe.seconds} 秒，磁盘 ${describe.diskMb} MB`)
        .join('\n');
      return { code: 0, output: list.map(({ name, describe }) => ({ name, ...describe })), text };
    }
    const unknown = names.filter((name) => !benchmarks[name]);
    if (unknown.length > 0) return failure(`没有测量 ${unknown.join('、')}；./lantai bench 列出全部 (no such benchmark)`);
    const size = values['size'] === 'full' ? 'full' : 'small';
    const seed = Number(values['seed'] ?? 1);
    const results: unknown[] = [];
    for (const name of names) results.push(await benchmarks[name]?.run({ seed, size }));
    const output = results.length === 1 ? (results[0] as Record<string, unknown>) : results;
    return { code: 0, output, text: JSON.stringify(output, null, 2) };
  },
};
