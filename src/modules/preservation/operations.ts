import { Problem } from '../../core/problem.ts';
import { answer } from '../../platform/run.ts';
import { nameUsers } from '../accounts/index.ts';
import { getHeader } from '../holdings/index.ts';
import * as contract from './contract.ts';
import * as store from './store.ts';

export const findVersions = answer(contract.findVersions, async ({ tx }, { dossierId }) => {
  const header = await getHeader(tx, dossierId);
  if (!header || !tx.scope.kinds.includes(header.kind)) throw new Problem('not_found', `dossier ${dossierId}`);
  const rows = await store.findVersions(tx, dossierId);
  const names = await nameUsers(
    tx,
    rows.map(({ keptBy }) => keptBy),
  );
  return { versions: rows.map((row) => ({ ...row, keptAt: row.keptAt.toISOString(), keptBy: names(row.keptBy) })) };
});
