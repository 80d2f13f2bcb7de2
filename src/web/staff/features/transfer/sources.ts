import { findDossiers } from '../../../../modules/holdings/contract.ts';
import { custodyStates } from '../../../../modules/holdings/rules.ts';
import { findReceivers } from '../../../../modules/transfer/contract.ts';
import { call } from '../../../call.ts';

const MOST = 8;

/** Dossiers by name, ID number, reference code or bar code. */
export const dossierSource = {
  name: findDossiers.name,
  find: async (search: string) =>
    (await call(findDossiers, { search, limit: MOST })).dossiers.map(({ id, personName, referenceCode, custodyState }) => ({
      ...{ id, name: `${personName} ${referenceCode}`, note: custodyStates[custodyState] },
    })),
};

/** Receivers by the beginning of their name, or their code. */
export const receiverSource = {
  name: findReceivers.name,
  find: async (search: string) =>
    (await call(findReceivers, { search, limit: MOST })).receivers.map(({ id, name, verified }) => ({
      ...{ id, name, note: verified ? '已核验' : '未核验' },
    })),
};
