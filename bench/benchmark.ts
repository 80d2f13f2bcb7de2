export type Size = 'small' | 'full';

/** One measurement: what it needs, and the run. Figures are claimed from `full`; `small` shows that it works. */
export type Benchmark = {
  name: string;
  /** Of the `full` size. */
  describe: { rows: number; seconds: number; diskMb: number };
  run: (options: { seed: number; size: Size }) => Promise<Result>;
};

type Result = {
  name: string;
  seed: number;
  size: Size;
  figures: Record<string, number>;
  peers: Record<string, unknown>;
  floor: Record<string, unknown>;
};
