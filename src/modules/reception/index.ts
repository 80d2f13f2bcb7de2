import type { Module } from '../../platform/house.ts';
import * as dayPapers from './operations/day-papers.ts';
import * as days from './operations/days.ts';
import { completeParcel, findParcels, getParcel, resumeParcel, returnParcel, signParcel, suspendParcel } from './operations/parcels.ts';
import * as people from './operations/people.ts';
import * as photos from './operations/photos.ts';
import * as registration from './operations/registration.ts';
import * as rollImport from './operations/roll-import.ts';
import * as rollPapers from './operations/roll-papers.ts';
import { addSurplus, findRollRows, markRow, scanEnvelope } from './operations/roll-rows.ts';
import { addRollParcel, closeRoll, findRolls, getRoll, reopenRoll } from './operations/rolls.ts';
import { findRollDifferences } from './store/roll-rows.ts';
import * as store from './store.ts';

export const reception: Module = {
  name: 'reception',
  operations: [
    ...[signParcel, findParcels, getParcel, completeParcel, returnParcel, suspendParcel, resumeParcel],
    ...[...Object.values(photos), ...Object.values(registration), ...Object.values(people), ...Object.values(days)],
    ...[...Object.values(rollImport), ...Object.values(rollPapers), ...Object.values(dayPapers)],
    ...[findRolls, getRoll, addRollParcel, closeRoll, reopenRoll, findRollRows, scanEnvelope, markRow, addSurplus],
  ],
  digested: ['parcel', 'roll'],
  recount: async (db) => [
    ...(await store.findDayDifferences(db)).map(({ id }) => ({ table: 'closed_day', id, what: '日结状态与台账不符' })),
    ...(await findRollDifferences(db)).map(({ id }) => ({ table: 'roll_row', id, what: '名册的行与导入时或与登记不符' })),
  ],
};
