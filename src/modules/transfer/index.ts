import type { Module } from '../../platform/house.ts';
import * as asking from './operations/asking.ts';
import * as deaccessions from './operations/deaccessions.ts';
import {
  findAcknowledgements,
  findLetters,
  followArrival,
  followRegistration,
  followVoiding,
  issueLetter,
  sendAcknowledgements,
  voidLetter,
} from './operations/letters.ts';
import * as lists from './operations/lists.ts';
import * as papers from './operations/papers.ts';
import * as receivers from './operations/receivers.ts';
import * as sending from './operations/sending.ts';

export const transfer: Module = {
  name: 'transfer',
  operations: [
    ...[receivers, asking, sending, lists, deaccessions, papers].flatMap((verbs) => Object.values(verbs)),
    ...[issueLetter, voidLetter, findLetters, findAcknowledgements, sendAcknowledgements],
  ],
  reactions: { 'expectation.met': followArrival, 'dossier.registered': followRegistration, 'dossier.voided': followVoiding },
  digested: ['receiver', 'transfer', 'letter', 'deaccession'],
};
