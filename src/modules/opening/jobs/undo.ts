import type { House, JobData } from '../../../platform/house.ts';
import { inJob } from '../../../platform/in-job.ts';
import * as rowsStore from '../store/rows.ts';
import * as runs from '../store/runs.ts';
import { takeBack } from '../take-back.ts';

const CHUNK = 500;

/** 整批撤销: 500 rows to a transaction. Safe to repeat and to kill at any point: how far it has come is written with what it did. */
export async function undoRun(house: House, data: JobData): Promise<void> {
  for (let isDone = false; !isDone; ) isDone = await undoChunk(house, data);
}

const undoChunk = (house: House, data: JobData) =>
  inJob(house, data, 'opening.undoRows', async (context) => {
    const { tx } = context;
    const runId = String(data['runId']);
    const run = await runs.lockRun(tx, runId);
    if (run?.state !== 'undoing') return { result: true, events: [] };
    const rows = run.isStopping ? [] : await rowsStore.findOpenedAfter(tx, runId, run.undoAfter, CHUNK);
    const last = rows.at(-1);
    if (!last) {
      const counts = await rowsStore.countRows(tx, runId);
      await runs.updateRun(tx, runId, { state: counts.opened === 0 ? 'undone' : 'committed', isStopping: false, counts });
      return { result: true, events: [] };
    }
    const { events } = await takeBack(context, runId, rows, run.reason ?? '');
    await runs.updateRun(tx, runId, { undoAfter: last.rowNo, stepDone: run.stepDone + rows.length, faultCount: 0 });
    return { result: false, events };
  });
