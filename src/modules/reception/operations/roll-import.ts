import { createHash } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { type Issue, Problem, refuse } from '../../../core/problem.ts';
import { dayOf, isDay } from '../../../core/time.ts';
import { collectBody } from '../../../platform/collect-body.ts';
import type { Context, Intake } from '../../../platform/house.ts';
import { answer, implement } from '../../../platform/run.ts';
import { findActiveNames, findNamesakes } from '../../holdings/index.ts';
import { readList } from '../../packages/index.ts';
import * as contract from '../contract.ts';
import { birthOf, checkRows, findTable, isFaulty, type Known, type ListedRow, readRows } from '../roll-list.ts';
import { checkColumns, guessColumns, type RollColumns } from '../rules.ts';
import * as store from '../store/rolls.ts';
import { getParcel } from '../store.ts';

const LIST_BYTES = 32 * 2 ** 20;
const SAMPLES = 5;
const MOST_ROWS = 20_000;

type Input = { fileName: string; sender: string; columns?: RollColumns | undefined };

const takeList = async ({ body }: Intake) => ({ taken: await collectBody(body, LIST_BYTES, '名册') });

export const readRoll = answer(
  contract.readRoll,
  async (context, input, bytes) => {
    const { table, columns, isRemembered, rows, issues } = await read(context, input, bytes);
    return {
      ...{ titles: [...table.titles], columns, isRemembered, rowCount: rows.length, faultyCount: rows.filter(isFaulty).length, issues },
      samples: table.sheet.rows.slice(table.titleRow + 1, table.titleRow + 1 + SAMPLES).map((cells) => [...cells]),
    };
  },
  takeList,
);

export const importRoll = implement(
  contract.importRoll,
  async (context, input, bytes) => {
    const { tx, now, actor } = context;
    const { table, columns, rows, issues, fileIssues } = await read(context, input, bytes);
    const parcels = await checkParcels(context, input.parcelIds);
    if (rows.length === 0 && fileIssues.length === 0) fileIssues.push({ path: input.fileName, message: '标题行下没有人员', rule: 'R56' });
    refuse([...fileIssues, ...parcels].filter(({ severity }) => severity !== 'warning'));
    const id = newId();
    const sha256 = createHash('sha256');
    for (const { name, idNumber, trackingNo, letterNo, person } of rows)
      sha256.update(`${JSON.stringify([name, idNumber, trackingNo, letterNo, person])}\n`);
    const digest = sha256.digest('hex');
    const { sender, fileName } = input;
    const roll = { id, sender, fileName, rowCount: rows.length, sha256: digest };
    await store.insertRoll(tx, { ...roll, importedOn: dayOf(now), importedAt: now, importedBy: actor.userId });
    await store.insertRows(tx, id, rows);
    for (const parcelId of input.parcelIds) await store.insertRollParcel(tx, id, parcelId);
    await store.putMapping(tx, input.sender, table.titlesSha256, columns);
    const data = { rowCount: rows.length, sha256: digest, parcelIds: input.parcelIds };
    const subject = { kind: 'roll', id };
    return {
      result: { rollId: id, rowCount: rows.length, faultyCount: rows.filter(isFaulty).length, issues },
      events: [{ type: 'roll.imported', occurredAt: now, subject, data, rows: [{ table: 'roll', id }] }],
    };
  },
  takeList,
);

/** The list as it stands in the body: by the columns given, else as this sender's list was read before, else as its titles say. */
async function read({ tx, now }: Context, input: Input, bytes: Buffer) {
  const { sheets, issues: fileIssues } = await readList(bytes, input.fileName);
  const table = findTable(sheets);
  if (!table) {
    const message = `“${input.fileName}”中没有名册：各工作表前 20 行都找不到标题行`;
    throw new Problem('rule_broken', 'no list', fileIssues.length > 0 ? fileIssues : [{ path: input.fileName, message, rule: 'R56' }]);
  }
  const large = table.sheet.rows.length > MOST_ROWS + 20;
  if (large)
    throw new Problem('rule_broken', 'too many rows', [{ path: input.fileName, message: `名册超过 ${MOST_ROWS} 行，请拆分后再导入` }]);
  const remembered = input.columns ? undefined : await store.getMapping(tx, input.sender, table.titlesSha256);
  const columns = input.columns ?? remembered ?? guessColumns(table.titles);
  const wrong = checkColumns(columns, table.titles.length);
  const rows = wrong.length > 0 ? [] : readRows(table, columns, input.fileName);
  checkRows(rows, await findKnown(tx, rows), dayOf(now));
  const ofFile: Issue[] = [...fileIssues, ...wrong];
  const issues = [...ofFile, ...rows.flatMap((row) => row.issues)];
  return { table, columns, isRemembered: remembered !== undefined, rows, issues, fileIssues: ofFile };
}

async function findKnown(tx: Context['tx'], rows: readonly ListedRow[]): Promise<Known> {
  const idNumbers = rows.flatMap(({ idNumber }) => idNumber ?? []);
  const people = rows.flatMap(({ name, idNumber, person }) => {
    const birthOn = birthOf(idNumber, person);
    return isDay(birthOn) ? [{ name, birthOn, idNumber }] : [];
  });
  return { active: await findActiveNames(tx, idNumbers), namesakes: await findNamesakes(tx, people) };
}

async function checkParcels({ tx }: Context, parcelIds: readonly string[]): Promise<Issue[]> {
  const issues: Issue[] = [];
  for (const id of parcelIds) if (!(await getParcel(tx, id))) issues.push({ path: 'parcelIds', message: '所选包裹不存在，请重新选择' });
  return issues;
}
