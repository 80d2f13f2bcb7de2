import type { LedgerEvent } from '../../../core/event.ts';
import { type Issue, Problem } from '../../../core/problem.ts';
import { dayOf } from '../../../core/time.ts';
import { issuesOf } from '../../../core/zod-messages.ts';
import type { Intake } from '../../../platform/house.ts';
import { answer, implement } from '../../../platform/run.ts';
import { attempt } from '../../../platform/savepoint.ts';
import { unitCode } from '../../accounts/index.ts';
import * as holdings from '../../holdings/index.ts';
import { storedIdNumber } from '../../holdings/rules.ts';
import { readCsv, readWorkbook } from '../../packages/index.ts';
import * as contract from '../contract.ts';
import { columnTitle, type ListedRow, readPeopleSheets } from '../people-list.ts';
import * as store from '../store.ts';

const LIST_BYTES = 32 * 2 ** 20;

/** The bytes of a list. @throws too_large, invalid_input */
async function takeList({ body }: Intake): Promise<{ taken: Buffer }> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of body ?? []) {
    sizeBytes += chunk.length;
    if (sizeBytes > LIST_BYTES) throw new Problem('too_large', 'list', [{ path: '', message: '名册超过 32 MB，请拆分后再导入' }]);
    chunks.push(chunk);
  }
  if (sizeBytes === 0) throw new Problem('invalid_input', 'no body', [{ path: '', message: '没有收到名册，或文件是空的' }]);
  return { taken: Buffer.concat(chunks) };
}

export const readPeople = answer(
  contract.readPeople,
  async ({ tx }, { fileName }, bytes) => {
    const { sheets, issues } = await readSheets(bytes, fileName);
    const list = sheets.length === 0 ? { rows: [], issues: [] } : readPeopleSheets(sheets, fileName);
    const known = await holdings.findActiveNames(
      tx,
      list.rows.map(({ fields }) => storedIdNumber('resident-id', fields.idNumber ?? '')),
    );
    const isKnown = ({ fields }: ListedRow) => known.get(storedIdNumber('resident-id', fields.idNumber ?? '')) === fields.name;
    const read = list.rows.filter((row) => !isKnown(row)).map(toPerson);
    const people = read.flatMap(({ person }) => person ?? []);
    return {
      ...{ people, unchanged: list.rows.length - read.length, refused: read.length - people.length },
      issues: [...issues, ...list.issues, ...read.flatMap((row) => row.issues)],
    };
  },
  takeList,
);

/** Zip archives are taken for workbooks, text for CSV; an old .xls or .et is neither. */
async function readSheets(bytes: Buffer, fileName: string) {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return readWorkbook(bytes, fileName);
  const isOle = bytes.subarray(0, 4).toString('hex') === 'd0cf11e0';
  const sheet = isOle ? undefined : readCsv(bytes);
  if (sheet) return { sheets: [sheet], issues: [] };
  const message = `“${fileName}”不是 .xlsx 格式（可能是旧版 .xls 或 WPS 的 .et）；请用 Excel 或 WPS 打开后另存为 .xlsx`;
  return { sheets: [], issues: [{ path: fileName, message, rule: 'R56' }] };
}

function toPerson({ path, fields, notes, issues }: ListedRow) {
  const { custody: _custody, previousInstitution = '', inReason = 'other', ...person } = fields;
  const parsed = contract.listedPerson.safeParse({ path, person, previousInstitution, inReason, remark: notes.join('；') || undefined });
  const wrong: Issue[] = [
    ...issues,
    ...(parsed.success
      ? []
      : issuesOf(parsed.error).map((issue) => ({ path, message: `“${columnTitle(issue.path)}”列：${issue.message}` }))),
  ];
  if (!parsed.success || wrong.length > 0) return { issues: wrong };
  return { person: parsed.data, issues: notes.map((message): Issue => ({ path, message, rule: 'R13', severity: 'warning' })) };
}

export const registerPeople = implement(contract.registerPeople, async (context, { people, reason }) => {
  const { tx, now } = context;
  if (await store.getClosedDay(tx, dayOf(now)))
    throw new Problem('rule_broken', 'day closed', [{ path: '', message: `${dayOf(now)} 已日结；如需继续登记，请先撤销日结` }]);
  const unit = await unitCode(tx);
  const events: LedgerEvent[] = [];
  const issues: Issue[] = [];
  let imported = 0;
  for (const { path, ...row } of people) {
    const registration = { ...row, kind: 'floating' as const, custody: 'individual' as const, volumes: { principal: 1 }, reason };
    const tried = await attempt(tx, () => holdings.registerDossier(context, registration, [], unit));
    if ('problem' in tried) issues.push(...tried.problem.issues.map((issue) => ({ ...issue, path })));
    else {
      imported += 1;
      events.push(...tried.result.events);
    }
  }
  const [first, ...rest] = events;
  if (!first) throw new Problem('rule_broken', 'no row could be registered', issues);
  return { result: { imported, refused: people.length - imported, issues }, events: [first, ...rest] };
});
