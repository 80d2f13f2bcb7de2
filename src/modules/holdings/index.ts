import type { Module } from '../../platform/house.ts';
import * as corrections from './operations/corrections.ts';
import * as depositors from './operations/depositors.ts';
import * as dossiers from './operations/dossiers.ts';

export { type Registration, registerDossier } from './registration.ts';
export {
  countInRooms,
  countOnShelves,
  countRegistered,
  findBarcodes,
  findTaken,
  findUnshelved,
  findVolumeIds,
  findWaiting,
  getRegistrationSeq,
  lockDossier,
  lockVolumes,
  markInStore,
  signedOnOf,
  updateVolume,
  type VolumeRow,
  voidDossier,
} from './store.ts';

export const holdings: Module = {
  name: 'holdings',
  operations: [...Object.values(dossiers), ...Object.values(corrections), ...Object.values(depositors)],
  digested: ['person', 'depositor', 'dossier', 'volume'],
};
