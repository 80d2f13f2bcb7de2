import { v7 as newId } from 'uuid';
import { isUscc } from '../../../core/codes/uscc.ts';
import type { LedgerEvent } from '../../../core/event.ts';
import { Problem, refuse } from '../../../core/problem.ts';
import { answer, implement } from '../../../platform/run.ts';
import type { Scoped } from '../../../platform/scoped.ts';
import { nameUsers } from '../../accounts/index.ts';
import * as contract from '../contract.ts';
import { pageOf } from '../facts.ts';
import * as store from '../store/receivers.ts';

type Given = {
  name: string;
  address: string;
  uscc?: string | undefined;
  postcode?: string | undefined;
  confidentialNo?: string | undefined;
  phone?: string | undefined;
};

export const findReceivers = answer(contract.findReceivers, async ({ tx }, { limit, search, after }) => {
  const { page, next } = pageOf(
    await store.findReceivers(tx, { search: search || undefined, after, limit: limit + 1 }),
    limit,
    ({ id }) => id,
  );
  const names = await nameUsers(
    tx,
    page.flatMap(({ verified_by }) => verified_by ?? []),
  );
  const receivers = page.map(({ confidential_no: confidentialNo, verified_by, verified_at, evidence, ...row }) => ({
    ...row,
    confidentialNo,
    verified: verified_by && verified_at ? { by: names(verified_by), at: verified_at.toISOString(), evidence: evidence ?? '' } : null,
  }));
  return { receivers, next };
});

export const registerReceiver = implement(contract.registerReceiver, async ({ tx, now }, input) => {
  const id = newId();
  const fields = fieldsOf(input);
  await refuseFaults(tx, fields, id);
  if (!(await store.insertReceiver(tx, id, fields))) throw sameName(fields.name);
  return { result: { receiverId: id }, events: [receiverFact('receiver.registered', id, now, {})] };
});

export const editReceiver = implement(contract.editReceiver, async ({ tx, now }, { receiverId, version, ...input }) => {
  const stands = await lockAt(tx, receiverId, version);
  const fields = fieldsOf(input);
  await refuseFaults(tx, fields, receiverId);
  const changed = (Object.keys(fields) as (keyof store.ReceiverFields)[]).filter((field) => fields[field] !== stands[field]);
  if (changed.length === 0) throw new Problem('rule_broken', 'nothing changed', [{ path: '', message: '没有任何一项与现有登记不同' }]);
  const isVerificationLost = stands.verified_by !== null && changed.some((field) => field !== 'phone');
  const lost = isVerificationLost ? { verified_by: null, verified_at: null, evidence: null } : {};
  await store.updateReceiver(tx, receiverId, { ...fields, ...lost });
  const event = receiverFact('receiver.edited', receiverId, now, { fields: changed, isVerificationLost });
  return { result: { changedFields: changed, isVerificationLost }, events: [event] };
});

export const verifyReceiver = implement(contract.verifyReceiver, async ({ tx, actor, now }, { receiverId, evidence, version }) => {
  await lockAt(tx, receiverId, version);
  await store.updateReceiver(tx, receiverId, { verified_by: actor.userId, verified_at: now, evidence });
  return { result: {}, events: [receiverFact('receiver.verified', receiverId, now, {})] };
});

const fieldsOf = ({ name, address, uscc, postcode, confidentialNo, phone }: Given): store.ReceiverFields => ({
  ...{ name, address, uscc: uscc || null, postcode: postcode || null, confidential_no: confidentialNo || null, phone: phone || null },
});

async function refuseFaults(tx: Scoped, fields: store.ReceiverFields, id: string) {
  const same = await store.findSame(tx, fields, id);
  refuse([
    ...(fields.uscc !== null && !isUscc(fields.uscc) ? [{ path: 'uscc', message: '统一社会信用代码校验不通过', rule: 'R9' }] : []),
    ...same.map(({ name }) =>
      name === fields.name
        ? { path: 'name', message: `“${name}”已在名录中` }
        : { path: 'uscc', message: `统一社会信用代码已登记为“${name}”` },
    ),
  ]);
}

const sameName = (name: string) => new Problem('conflict', 'receiver stands', [{ path: 'name', message: `“${name}”已在名录中` }]);

/** @throws not_found, conflict */
async function lockAt(tx: Scoped, id: string, version: number) {
  const stands = await store.lockReceiver(tx, id);
  if (!stands) throw new Problem('not_found', `receiver ${id}`);
  if (stands.version === version) return stands;
  throw new Problem('conflict', 'stale version', [{ path: 'version', message: '打开后已被他人更改，请刷新后重新填写' }]);
}

const receiverFact = (type: string, id: string, now: Date, data: Record<string, unknown>): LedgerEvent => ({
  ...{ type, occurredAt: now, subject: { kind: 'receiver', id }, data, rows: [{ table: 'receiver', id }] },
});
