import fs from 'node:fs';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { openTestHouse } from '../../test/house.ts';

const { call, actorWith, owner, verify } = await openTestHouse();
const clerk = await actorWith(['parcel.sign', 'parcel.read']);
const ids: string[] = [];
beforeAll(async () => {
  for (const trackingNo of ['EA100001CN', 'EA100002CN', 'EA100003CN']) {
    const { parcelId } = await call<{ parcelId: string }>(clerk, 'reception.signParcel', { carrier: 'ems', trackingNo, sender: '某大学' });
    ids.push(parcelId);
  }
});

test('an edited row is named', async () => {
  await sql.raw(`update parcel set sender = '另一所大学' where id = '${ids[0]}'`).execute(owner);
  expect(await verify()).toEqual([{ table: 'parcel', id: ids[0], what: expect.stringContaining('被改动') }]);
  await sql.raw(`update parcel set sender = '某大学' where id = '${ids[0]}'`).execute(owner);
  expect(await verify()).toEqual([]);
});

test('a deleted row and a row written past the ledger are named', async () => {
  const another = ids[1]?.replace(/.$/, (last) => (last === 'f' ? 'e' : 'f'));
  await sql
    .raw(`create table keep as select * from parcel where id = '${ids[1]}'; delete from parcel where id = '${ids[1]}'`)
    .execute(owner);
  await sql
    .raw(`insert into parcel select institution_id, '${another}', carrier, 'EX1', sender, seal_state, seal_note, photo_id, listed_count,
    found_count, state, state_reason, signed_on, signed_at, signed_by, remark, version from keep`)
    .execute(owner);
  expect(await verify()).toEqual([
    { table: 'parcel', id: ids[1], what: expect.stringContaining('被删除') },
    { table: 'parcel', id: another, what: expect.stringContaining('绕过系统') },
  ]);
  await sql.raw(`delete from parcel where tracking_no = 'EX1'; insert into parcel select * from keep; drop table keep`).execute(owner);
  expect(await verify()).toEqual([]);
});

test('an edited event, and a figure that no event gives, are named', async () => {
  await sql.raw('alter table ledger_event disable trigger append_only').execute(owner);
  await sql.raw(`update ledger_event set actor_id = 'somebody' where subject_id = '${ids[2]}'`).execute(owner);
  const [first] = await verify();
  expect(first).toMatchObject({ table: 'ledger_event', what: expect.stringContaining('被改动') });
  await sql.raw(`update ledger_event set actor_id = '${clerk.userId}' where subject_id = '${ids[2]}'`).execute(owner);
  await sql.raw("insert into ledger_delta values (1, 'parcel.signed', '2026-03-02', 1, 9, '{}', 100)").execute(owner);
  expect(await verify()).toEqual([{ table: 'ledger_delta', id: '1/1', what: expect.any(String) }]);
  await sql.raw('alter table ledger_delta disable trigger append_only; delete from ledger_delta where amount = 100').execute(owner);
  await sql.raw('alter table ledger_event enable trigger append_only; alter table ledger_delta enable trigger append_only').execute(owner);
  expect(await verify()).toEqual([]);
});

test('a role granted past the ledger is named', async () => {
  await sql.raw(`insert into user_role values ('${clerk.userId}', 'leader')`).execute(owner);
  expect(await verify()).toEqual([{ table: 'user_role', id: clerk.userId, what: expect.stringContaining('leader') }]);
  await sql.raw(`delete from user_role where user_id = '${clerk.userId}'`).execute(owner);
});

test('a photo whose bytes have changed is named', async () => {
  const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');
  const { photoId } = await call<{ photoId: string }>(clerk, 'reception.uploadPhoto', {}, jpeg);
  expect(await verify()).toEqual([]);
  const { sha256 } = await owner.selectFrom('stored_file').select('sha256').where('id', '=', photoId).executeTakeFirstOrThrow();
  const file = fs.globSync(`${process.env['TMPDIR'] ?? '/tmp'}/lantai-house-*/storage/blobs/*/*/${sha256}`)[0] ?? '';
  fs.writeFileSync(file, 'other bytes');
  expect(await verify()).toEqual([{ table: 'stored_file', id: photoId, what: expect.any(String) }]);
  fs.writeFileSync(file, jpeg);
});
