import type { Module } from '../../platform/house.ts';
import { measure } from './measures.ts';
import * as operations from './operations.ts';

export const evaluation: Module = { name: 'evaluation', operations: Object.values(operations), measure };
