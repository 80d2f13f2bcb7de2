import { type SettingKey, settings } from '../core/settings.ts';
import type { Scoped } from './scoped.ts';

/** The value of a setting for the caller's institution. */
export async function readSetting(tx: Scoped, key: SettingKey): Promise<string> {
  const row = await tx.selectOwn('setting').select('value').where('key', '=', key).executeTakeFirst();
  return row ? settings[key].schema.parse(row.value) : settings[key].default;
}

/** Those settings that the caller's institution has set itself. */
export const findSettings = (tx: Scoped) => tx.selectOwn('setting').select(['key', 'value']).execute();

export async function writeSetting(tx: Scoped, key: SettingKey, value: string): Promise<void> {
  const text = JSON.stringify(value);
  await tx
    .insert('setting', { key, value: text })
    .onConflict((oc) => oc.columns(['institution_id', 'key']).doUpdateSet({ value: text }))
    .execute();
}
