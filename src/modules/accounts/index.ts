import type { Module } from '../../platform/house.ts';
import * as administration from './operations/administration.ts';
import * as founding from './operations/founding.ts';
import * as ownAccount from './operations/own-account.ts';
import * as settings from './operations/settings.ts';
import { recount } from './recount.ts';

export { findOwnUser, nameUsers, unitCode, unitName } from './names.ts';
export { digestOf, findActor, openSession } from './sessions.ts';
export { findInstitutionIds, findUserId, openSetupLink, rolesOf } from './setup-link.ts';

export const accounts: Module = {
  name: 'accounts',
  operations: [...Object.values(founding), ...Object.values(ownAccount), ...Object.values(administration), ...Object.values(settings)],
  digested: ['app_user'],
  recount,
};
