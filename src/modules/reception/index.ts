import type { Module } from '../../platform/house.ts';
import * as operations from './operations.ts';

export const reception: Module = {
  name: 'reception',
  operations: Object.values(operations),
  digested: ['parcel'],
};
