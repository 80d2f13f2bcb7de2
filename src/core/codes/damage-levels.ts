/** 破损等级 of originals, from sound to worst (GB/T 42468.1). */
export const levels = { intact: '完好', slight: '轻度', moderate: '中度', severe: '严重', extreme: '特残' } as const;
export type Level = keyof typeof levels;
export const levelNames = Object.keys(levels) as Level[];
