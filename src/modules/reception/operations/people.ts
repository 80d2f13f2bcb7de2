import type { LedgerEvent } from '../../../core/event.ts';
import { type Issue, Problem } from '../../../core/problem.ts';
import { dayOf } from '../../../core/time.ts';
import { issuesOf } from '../../../core/zod-messages.ts';
import { answer, implement } from '../../../platform/run.ts';
import { attempt } from '../../../platform/savepoint.ts';
import { unitCode } from '../../accounts/index.ts';
import * as holdings from '../../holdings/index.ts';
import { storedIdNumber } from '../../holdings/rules.ts';
import * as contract from '../contract.ts';
import { columnTitle, type ListedRow, readPeopleSheets } from '../people-list.ts';
import * as store from '../store.ts';
import { collect, readSheets } from './list-file.ts';

export const readPeople = answer(contract.readPeople, async ({ tx, body }, { fileName }) => {
  const { sheets, issues } = await readSheets(await collect(body), fileName);
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
});

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
