import { v7 as newId } from 'uuid';
import { Problem, refuse } from '../../../core/problem.ts';
import { answer, implement } from '../../../platform/run.ts';
import * as contract from '../contract.ts';
import { checkDepositor } from '../rules.ts';
import * as depositorsStore from '../store/depositors.ts';

export const findDepositors = answer(contract.findDepositors, async ({ tx }, { limit, ...filter }) => {
  const rows = await depositorsStore.findDepositors(tx, { ...filter, limit: limit + 1 });
  const depositors = rows.slice(0, limit);
  return { depositors, next: rows.length > limit ? (depositors.at(-1)?.id ?? null) : null };
});

export const registerDepositor = implement(contract.registerDepositor, async ({ tx, now }, { name, uscc }) => {
  refuse(checkDepositor({ uscc }));
  const id = newId();
  if (!(await depositorsStore.insertDepositor(tx, { id, name, uscc, now })))
    throw new Problem('conflict', 'uscc registered', [{ path: 'uscc', message: `统一社会信用代码 ${uscc} 已立户` }]);
  const rows = [{ table: 'depositor', id }];
  return {
    result: { depositorId: id },
    events: [{ type: 'depositor.registered', occurredAt: now, subject: { kind: 'depositor', id }, data: {}, rows }],
  };
});

export const closeDepositor = implement(contract.closeDepositor, async ({ tx, now }, { depositorId, reason }) => {
  if (!(await depositorsStore.getDepositor(tx, depositorId))) throw new Problem('not_found', `depositor ${depositorId}`);
  const active = await depositorsStore.countActiveOf(tx, depositorId);
  if (active > 0)
    throw new Problem('rule_broken', 'dossiers left', [
      { path: 'depositorId', message: `该单位还有 ${active} 份在存档案，须先转出或改为个人委托` },
    ]);
  if (!(await depositorsStore.closeDepositor(tx, depositorId)))
    throw new Problem('conflict', 'closed', [{ path: 'depositorId', message: '该单位已销户' }]);
  const rows = [{ table: 'depositor', id: depositorId }];
  return {
    result: {},
    events: [{ type: 'depositor.closed', occurredAt: now, subject: { kind: 'depositor', id: depositorId }, data: { reason }, rows }],
  };
});
