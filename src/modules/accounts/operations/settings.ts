import { Problem } from '../../../core/problem.ts';
import { settingKeys, settings } from '../../../core/settings.ts';
import { issuesOf } from '../../../core/zod-messages.ts';
import { answer, implement } from '../../../platform/run.ts';
import { findSettings as findStored, writeSetting } from '../../../platform/settings.ts';
import * as contract from '../contract.ts';

export const findSettings = answer(contract.findSettings, async ({ tx }) => {
  const stored = new Map((await findStored(tx)).map(({ key, value }) => [key, String(value)]));
  const list = settingKeys.map((key) => {
    const { zh, help, default: standard } = settings[key];
    return { key, zh, help, standard, value: stored.get(key) ?? standard, isChanged: stored.has(key) };
  });
  return { settings: list };
});

export const changeSetting = implement(contract.changeSetting, async ({ tx, now }, { key, value }) => {
  const parsed = settings[key].schema.safeParse(value);
  if (!parsed.success)
    throw new Problem(
      'rule_broken',
      `setting ${key}`,
      issuesOf(parsed.error).map(({ message }) => ({ path: 'value', message })),
    );
  await writeSetting(tx, key, value);
  return {
    result: {},
    events: [{ type: 'setting.changed', occurredAt: now, subject: { kind: 'setting', id: key }, data: { key, value } }],
  };
});
