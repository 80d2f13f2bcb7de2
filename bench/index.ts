import type { Benchmark } from './benchmark.ts';
import { ledger } from './ledger.ts';
import { lists } from './lists.ts';
import { processing } from './processing.ts';

/** Every benchmark, by name. */
export const benchmarks: Readonly<Record<string, Benchmark>> = { processing, ledger, lists };
