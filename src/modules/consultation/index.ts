import type { Module } from '../../platform/house.ts';
import { closeUsedUp } from './jobs.ts';
import * as applying from './operations/applying.ts';
import { copyItems } from './operations/copying.ts';
import * as deciding from './operations/deciding.ts';
import { findOwn, findRegister, findWaiting, getConsultation, getLetter } from './operations/finding.ts';
import * as reading from './operations/reading.ts';
import { printRegister } from './operations/register.ts';

export { admit, marksOf, noteLeaving, type Running } from './gate.ts';

export const consultation: Module = {
  name: 'consultation',
  operations: [
    ...Object.values(applying),
    ...Object.values(deciding),
    ...Object.values(reading),
    ...[findOwn, findWaiting, findRegister, getConsultation, getLetter, copyItems, printRegister],
  ],
  digested: ['consultation'],
  jobs: { 'consultation.close': { concurrency: 1, run: closeUsedUp } },
};
