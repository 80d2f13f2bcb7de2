import type { Module } from '../../platform/house.ts';
import * as operations from './operations.ts';

export const access: Module = { name: 'access', operations: Object.values(operations) };
