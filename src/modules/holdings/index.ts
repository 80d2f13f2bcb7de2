import type { Module } from '../../platform/house.ts';
import * as corrections from './operations/corrections.ts';
import * as depositors from './operations/depositors.ts';
import * as dossiers from './operations/dossiers.ts';
import { findTicketDifferences } from './store/tickets.ts';

export { type Opening, openDossiers } from './opening.ts';
export { registerDossier } from './registration.ts';
export { letVolumesGo, moveCustody, moveCustodyOrRefuse, takeBack, voidDossier } from './store/custody.ts';
export { findActiveByIdNumber, findActiveNames, getHeader, moveDigital } from './store/digital.ts';
export {
  countRegistered,
  findNames,
  findRegisteredOn,
  findUnshelved,
  findUsedCodes,
  getRegistrationSeq,
  lockDossier,
  signedOnOf,
} from './store/dossiers.ts';
export {
  closeExpectation,
  type ExpectationRow,
  insertExpectation,
  lockExpectation,
  lockExpectationOf,
} from './store/expectations.ts';
export { findAllOut, findMovingFacts, findVolumeCounts, type MovingFacts } from './store/moving.ts';
export {
  findDepositorsLike,
  findLegacyHolders,
  findLivesOf,
  findStandingPeople,
  lockDossiers,
  takeBackDossiers,
} from './store/opening.ts';
export { findNamesakes, getPersonOf } from './store/persons.ts';
export {
  findCards,
  findIdByBarcode,
  findSearchable,
  findSearchableLike,
  pageSearchable,
  type SearchableDossier,
} from './store/searchable.ts';
export {
  findTickets,
  insertTickets,
  lockTickets,
  type NewTicket,
  type TicketRow,
  updateTicket,
} from './store/tickets.ts';
export {
  countInRooms,
  countOnShelves,
  findBarcodes,
  findStanding,
  findTaken,
  findVolumeIds,
  findWaiting,
  lockVolumes,
  updateVolume,
  type VolumeRow,
} from './store/volumes.ts';

export const holdings: Module = {
  name: 'holdings',
  operations: [...Object.values(dossiers), ...Object.values(corrections), ...Object.values(depositors)],
  digested: ['person', 'depositor', 'dossier', 'volume', 'ticket', 'expectation'],
  recount: findTicketDifferences,
};
