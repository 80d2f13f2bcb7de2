import type { Module } from '../../platform/house.ts';
import * as days from './operations/days.ts';
import { completeParcel, findParcels, getParcel, resumeParcel, returnParcel, signParcel, suspendParcel } from './operations/parcels.ts';
import * as people from './operations/people.ts';
import * as photos from './operations/photos.ts';
import * as registration from './operations/registration.ts';
import * as store from './store.ts';

export const reception: Module = {
  name: 'reception',
  operations: [
    ...[signParcel, findParcels, getParcel, completeParcel, returnParcel, suspendParcel, resumeParcel],
    ...[...Object.values(photos), ...Object.values(registration), ...Object.values(people), ...Object.values(days)],
  ],
  digested: ['parcel'],
  recount: async (db) => (await store.findDayDifferences(db)).map(({ id }) => ({ table: 'closed_day', id, what: '日结状态与台账不符' })),
};
