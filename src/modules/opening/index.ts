import type { Module } from '../../platform/house.ts';
import { commitRun } from './jobs/commit.ts';
import { judgeRun } from './jobs/judge.ts';
import { stepJob } from './jobs/step.ts';
import { undoRun } from './jobs/undo.ts';
import * as intake from './operations/intake.ts';
import * as lists from './operations/lists.ts';
import * as steps from './operations/steps.ts';
import { recover } from './recover.ts';
import { findDifferences } from './store/runs.ts';

export { isOpeningTitles } from './rules/columns.ts';

export const opening: Module = {
  name: 'opening',
  operations: [...Object.values(intake), ...Object.values(lists), ...Object.values(steps)],
  jobs: {
    'opening.judge': stepJob(judgeRun, 'judging', 'uploaded'),
    'opening.commit': stepJob(commitRun, 'committing', 'stopped'),
    'opening.undo': stepJob(undoRun, 'undoing', 'committed'),
  },
  recount: async (db) => (await findDifferences(db)).map((found) => ({ table: 'opening_row', ...found })),
  recover: { worker: recover },
};
