import type { Benchmark } from './benchmark.ts';
import { firstScreen } from './first-screen.ts';
import { importing } from './import.ts';
import { ledger } from './ledger.ts';
import { lists } from './lists.ts';
import { opening } from './opening.ts';
import { processing } from './processing.ts';
import { rolls } from './rolls.ts';

/** Every benchmark, by name. */
export const benchmarks: Readonly<Record<string, Benchmark>> = {
  processing,
  import: importing,
  ledger,
  lists,
  opening,
  rolls,
  'first-screen': firstScreen,
};
