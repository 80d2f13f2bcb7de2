/** 状态 of an opening run. */
export const runStates = {
  uploaded: '待试导',
  judging: '试导中',
  judged: '已试导',
  committing: '建账中',
  stopped: '已暂停',
  committed: '已建账',
  undoing: '撤销中',
  undone: '已撤销',
} as const;
export type RunState = keyof typeof runStates;

/** States in which a background step is at work. */
export const busyStates: readonly RunState[] = ['judging', 'committing', 'undoing'];

export const verdicts = { ready: '可导入', warned: '有提示', refused: '不能导入', known: '已在册' } as const;
export type Verdict = keyof typeof verdicts;

export const codeRules = { pattern: '按本中心规则编新号', legacy: '沿用旧编号' } as const;
export type CodeRule = keyof typeof codeRules;

/** What rows are listed by. */
export const rowFilters = { ...verdicts, lacking: '有待补', opened: '已建账', undone: '已撤销', kept: '未能撤销' } as const;
export type RowFilter = keyof typeof rowFilters;
