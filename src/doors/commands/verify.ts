import { verify as verifyHouse } from '../../platform/verify.ts';
import type { Command } from '../command.ts';
import { modules } from '../modules.ts';
import { asOperator } from '../operator.ts';

export const verify: Command = {
  usage: 'verify [--deep]',
  zh: '用台账重算各表、摘要、指标、哈希链和存储，逐条指出不符之处；--deep 逐字节读取全部图像与存储对象',
  en: 'recounts tables, digests, figures, chain and storage from the ledger and names each difference; --deep reads every stored byte',
  options: { deep: { type: 'boolean' } },
  run: async (common, _positionals, { deep }) => {
    const differences = await asOperator(common, 'operator.verify', ({ db, ...kept }) =>
      verifyHouse({ modules, ...kept }, db, deep === true),
    );
    const ok = differences.length === 0;
    const text = ok
      ? '一致：各表、摘要、指标、哈希链和存储均与台账相符'
      : differences.map((d) => `${d.table} ${d.id}：${d.what}`).join('\n');
    return { code: ok ? 0 : 1, output: { ok, differences }, text };
  },
};
