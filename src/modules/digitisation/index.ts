import type { Module } from '../../platform/house.ts';
import { processDossier } from './jobs/process.ts';
import { publishDossier as publish } from './jobs/publish.ts';
import { assignLoose } from './operations/assigning.ts';
import { findScans, getPages, inspectPages, replacePage } from './operations/inspection.ts';
import { discardLoose, findLoose, receiveLoose } from './operations/loose.ts';
import { publishDossier } from './operations/publishing.ts';
import * as receiving from './operations/receiving.ts';
import { recount } from './recount.ts';
import { askAgain, dropReceived } from './recover.ts';

export { getLoose } from './store/loose.ts';
export { findPages, getPage } from './store/pages.ts';
export { getScan } from './store/scans.ts';

export const digitisation: Module = {
  name: 'digitisation',
  operations: [
    ...Object.values(receiving),
    receiveLoose,
    findLoose,
    discardLoose,
    assignLoose,
    findScans,
    getPages,
    inspectPages,
    replacePage,
    publishDossier,
  ],
  digested: ['scan'],
  jobs: {
    'digitisation.process': { concurrency: 1, run: processDossier },
    'digitisation.publish': { concurrency: 1, run: publish },
  },
  recount,
  recover: { web: dropReceived, worker: askAgain },
};
