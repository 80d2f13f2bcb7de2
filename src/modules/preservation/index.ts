import type { Module } from '../../platform/house.ts';
import { recoverRoot } from '../packages/index.ts';
import { openStore } from './keep.ts';
import * as operations from './operations.ts';
import { recount } from './recount.ts';

export { keepVersion, recordVersion } from './keep.ts';

export const preservation: Module = {
  name: 'preservation',
  operations: Object.values(operations),
  digested: ['kept_version'],
  recount,
  recover: { worker: async ({ files }) => void (await recoverRoot(await openStore(files))) },
};
