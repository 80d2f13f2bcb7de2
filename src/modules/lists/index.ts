import type { Module } from '../../platform/house.ts';
import * as operations from './operations.ts';

export const lists: Module = { name: 'lists', operations: Object.values(operations) };
