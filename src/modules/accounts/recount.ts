import type { Db } from '../../platform/db.ts';
import type { Difference } from '../../platform/house.ts';
import * as store from './store.ts';

/** Roles and institutions, counted again from the ledger. */
export async function recount(db: Db): Promise<Difference[]> {
  const roles = await store.findRoleDifferences(db);
  const institutions = await store.findInstitutionDifferences(db);
  return [
    ...roles.map(({ id, stands, granted }) => ({
      table: 'user_role',
      id,
      what: `角色为 ${stands.join('、') || '无'}，台账记为 ${granted.join('、') || '无'}`,
    })),
    ...institutions.map(({ id }) => ({ table: 'institution', id: String(id), what: '单位的代码或上级与台账不符' })),
  ];
}
