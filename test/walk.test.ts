import { expect, test } from 'vitest';
import { permissions } from '../src/core/permissions.ts';
import { ruleBasis } from '../src/core/rule-basis.ts';
import { buildServer } from '../src/doors/http.ts';
import { modules } from '../src/doors/modules.ts';
import { openSession } from '../src/modules/accounts/index.ts';
import { openTestHouse } from './house.ts';

const { house, call, founding, owner, institutionId, actorWith, clock } = await openTestHouse();
const app = await buildServer(house);
const operations = modules.flatMap((m) => m.operations.map((i) => i.operation));
const roles = await owner.selectFrom('role').select(['code', 'permissions']).execute();
const ID = '01900000-0000-7000-8000-000000000000';

/** A token of somebody who holds exactly this role. */
async function tokenOf(role: string, as = 'walking'): Promise<string> {
  const { userId } = await actorWith([], `${as}-${role}`);
  await owner.insertInto('user_role').values({ user_id: userId, role_code: role }).execute();
  await owner.updateTable('app_user').set({ must_change: false }).where('id', '=', userId).execute();
  return (await openSession(owner, 'token', userId, house.clock(), null)).secret;
}
const tokens = Object.fromEntries(await Promise.all(roles.map(async ({ code }) => [code, await tokenOf(code)] as const)));

function ask(route: string, token?: string) {
  const [method = 'GET', path = ''] = route.split(' ');
  return app.inject({
    method: method as 'GET' | 'POST',
    url: `/api${path
      .replace(/:day\b/g, '2026-03-02')
      .replace(/:year\b/g, '2026')
      .replace(/:\w+/g, ID)}`,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
    },
    ...(method === 'POST' ? { payload: {} } : {}),
  });
}

test('every operation says its permission and scope, has a route and a name of its own', () => {
  for (const { name, permission, scope, title } of operations) {
    expect(name).toMatch(/^[a-z][A-Za-z-]*\.[a-z][A-Za-z]+$/);
    expect(title, name).toMatch(/[\u4e00-\u9fff]/);
    if (permission !== null) expect(permissions, name).toHaveProperty([permission]);
    else expect(['public', 'self', 'own'], name).toContain(scope);
  }
  expect(new Set(operations.map(({ name }) => name)).size).toBe(operations.length);
  expect(new Set(operations.map(({ route }) => route)).size).toBe(operations.length);
});

test.each(operations.filter(({ scope }) => scope !== 'public').map((o) => [o.name, o] as const))(
  '%s refuses nobody and every role without its permission',
  async (name, { route, permission }) => {
    const headers = route.startsWith('POST') ? { 'sec-fetch-site': 'same-origin' } : {};
    const [method = 'GET', path = ''] = route.split(' ');
    const nobody = await app.inject({ method: method as 'GET' | 'POST', url: `/api${path.replace(/:\w+/g, ID)}`, headers });
    expect(nobody.statusCode).toBe(401);
    for (const role of roles) {
      const token = name === 'accounts.signOut' ? await tokenOf(role.code, 'leaving') : tokens[role.code];
      const { statusCode } = await ask(route, token);
      if (permission === null || role.permissions.includes(permission)) expect([401, 403], `${role.code} may`).not.toContain(statusCode);
      else expect(statusCode, `${role.code} may not`).toBe(403);
    }
  },
);

test('each refusal stands in the audit log', async () => {
  const { n } = await owner
    .selectFrom('audit_log')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('outcome', '=', 'forbidden')
    .executeTakeFirstOrThrow();
  expect(Number(n)).toBeGreaterThan(operations.length);
});

test('no role holds permissions of two administrators, or of one and of the business', () => {
  for (const role of roles) {
    const groups = new Set(
      role.permissions.map((name) => permissions[name as keyof typeof permissions].group).filter((group) => group !== 'shared'),
    );
    expect(groups.size, role.code).toBeLessThanOrEqual(1);
  }
  for (const admin of ['sysadmin', 'secadmin', 'auditadmin']) {
    const held = roles.find(({ code }) => code === admin)?.permissions ?? [];
    expect(held.filter((name) => name.startsWith('dossier') || name.startsWith('parcel'))).toEqual([]);
  }
});

test('another institution is not seen, not counted and not written to', async () => {
  clock.now = new Date('2026-03-04T01:00:00Z'); // the walk has closed its day
  const clerk = await actorWith(['parcel.sign', 'parcel.read', 'dossier.register', 'dossier.read']);
  const { parcelId } = await call<{ parcelId: string }>(clerk, 'reception.signParcel', {
    carrier: 'ems',
    trackingNo: 'EX555555',
    sender: '某大学',
  });
  const sysadmin = { ...clerk, permissions: new Set(['institution.manage'] as const) };
  const other = await call<{ institutionId: number }>(sysadmin, 'accounts.createInstitution', founding('440118', 'other-'));
  const stranger = {
    ...clerk,
    institutionId: other.institutionId,
    scope: { ...clerk.scope, institutions: [other.institutionId] as [number] },
  };
  expect(await call(stranger, 'reception.findParcels')).toEqual({ parcels: [], next: null });
  await expect(call(stranger, 'reception.getParcel', { parcelId })).rejects.toMatchObject({ code: 'not_found' });
  await expect(call(stranger, 'reception.suspendParcel', { parcelId, reason: '试一试' })).rejects.toMatchObject({ code: 'not_found' });
  const above = { ...clerk, scope: { ...clerk.scope, institutions: [institutionId, other.institutionId] as [number, number] } };
  await call({ ...stranger, permissions: new Set(['parcel.sign'] as const) }, 'reception.signParcel', {
    carrier: 'ems',
    trackingNo: 'EX555555',
    sender: '某大学',
  });
  expect((await call<{ parcels: object[] }>(above, 'reception.findParcels')).parcels.length).toBe(2);
});

test('row-level security is the net below: without a scope the serving role sees nothing', async () => {
  for (const table of ['parcel', 'person', 'dossier', 'volume', 'ledger_event', 'room'] as const) {
    expect(await house.db.selectFrom(table).select('institution_id').limit(1).execute(), table).toEqual([]);
  }
});

test('every table that grows with dossiers has keys that start with institution_id', async () => {
  const SMALL = new Set(['institution', 'app_user', 'role', 'user_role', 'session', 'setup_link', 'schema_migration']);
  const { sql } = await import('kysely');
  const { rows } = await sql<{ table: string; first: string; index: string }>`
    select c.relname as table, i.relname as index, a.attname as first
    from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
    where c.relnamespace = 'public'::regnamespace and x.indisunique`.execute(owner);
  expect(rows.filter(({ table, first }) => !SMALL.has(table) && first !== 'institution_id')).toEqual([]);
  expect(rows.length).toBeGreaterThan(10);
});

test('every rule that an issue may name has its basis', () => {
  for (const [rule, { source }] of Object.entries(ruleBasis)) expect(source, rule).not.toMatch(/第.+条/); // names and document numbers, no clause
});
