import { sql } from 'kysely';
import type { DossierKind } from '../../core/scope.ts';
import type { Db } from '../../platform/db.ts';
import type { Scoped } from '../../platform/scoped.ts';

// Institutions, users, roles and sessions are read to find out a caller's scope, so they have no row-level security:
// each function here says itself whose rows it means.

export type NewUser = {
  id: string;
  institutionId: number;
  loginName: string;
  displayName: string;
  passwordHash: string;
  mustChange: boolean;
  seesBelow: boolean;
  kinds: readonly DossierKind[];
  createdAt: Date;
};

export async function insertUser({ db }: Scoped, user: NewUser): Promise<void> {
  await db
    .insertInto('app_user')
    .values({
      ...{ id: user.id, institution_id: user.institutionId, login_name: user.loginName, display_name: user.displayName },
      ...{ password_hash: user.passwordHash, must_change: user.mustChange, sees_below: user.seesBelow },
      ...{ kinds: [...user.kinds], created_at: user.createdAt },
    })
    .execute();
}

/** Returns the id of the new institution. */
export async function insertInstitution(
  { db }: Scoped,
  row: { parentId: number | null; code: string; name: string; createdAt: Date },
): Promise<number> {
  const parent =
    row.parentId === null
      ? undefined
      : await db.selectFrom('institution').select('path').where('id', '=', row.parentId).executeTakeFirstOrThrow();
  const { id } = await sql<{ id: number }>`
    insert into institution (id, parent_id, path, code, name, created_at)
    select n, ${row.parentId}::integer, ${parent?.path ?? []}::integer[] || n, ${row.code}, ${row.name}, ${row.createdAt}
    from nextval(pg_get_serial_sequence('institution', 'id')) n returning id`
    .execute(db)
    .then(({ rows }) => rows[0] as { id: number });
  return id;
}

export const findInstitutions = ({ db, scope }: Scoped) =>
  db
    .selectFrom('institution')
    .select(['id', 'parent_id as parentId', 'code', 'name'])
    .where('id', 'in', [...scope.institutions])
    .orderBy('path')
    .execute();

export async function isCodeTaken({ db }: Scoped, code: string): Promise<boolean> {
  return (await db.selectFrom('institution').select('id').where('code', '=', code).executeTakeFirst()) !== undefined;
}

export const findTakenLoginNames = ({ db }: Scoped, names: readonly string[]) =>
  db
    .selectFrom('app_user')
    .select('login_name as loginName')
    .where('login_name', 'in', [...names])
    .execute();

const roleCodes = sql<
  string[]
>`array(select role_code from user_role r join role on role.code = r.role_code where r.user_id = app_user.id order by place)`;

/** Users of the institutions in scope, in order of making; `after` is the last id of the page before. */
export const findUsers = ({ db, scope }: Scoped, after: string | undefined, limit: number) =>
  db
    .selectFrom('app_user')
    .select(['id', 'login_name as loginName', 'display_name as displayName', 'institution_id as institutionId'])
    .select(['is_disabled as isDisabled', 'sees_below as seesBelow', 'created_at as createdAt'])
    .select(sql<DossierKind[]>`kinds`.as('kinds'))
    .select(roleCodes.as('roles'))
    .where('institution_id', 'in', [...scope.institutions])
    .$if(after !== undefined, (q) => q.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute();

export const getUser = ({ db, institutionId }: Scoped, userId: string) =>
  db
    .selectFrom('app_user')
    .select([
      'id',
      'login_name as loginName',
      'display_name as displayName',
      'password_hash as passwordHash',
      'is_disabled as isDisabled',
      'must_change as mustChange',
    ])
    .select(roleCodes.as('roles'))
    .where('institution_id', '=', institutionId)
    .where('id', '=', userId)
    .executeTakeFirst();

export const findForSignIn = ({ db }: Scoped, loginName: string) =>
  db
    .selectFrom('app_user')
    .select(['id', 'institution_id as institutionId', 'display_name as displayName', 'password_hash as passwordHash'])
    .select(['is_disabled as isDisabled', 'must_change as mustChange'])
    .where('login_name', '=', loginName)
    .executeTakeFirst();

export async function updateUser(
  { db, institutionId }: Scoped,
  userId: string,
  set: { isDisabled?: boolean; passwordHash?: string; mustChange?: boolean },
) {
  await db
    .updateTable('app_user')
    .set({
      ...(set.isDisabled === undefined ? {} : { is_disabled: set.isDisabled }),
      ...(set.passwordHash === undefined ? {} : { password_hash: set.passwordHash }),
      ...(set.mustChange === undefined ? {} : { must_change: set.mustChange }),
    })
    .where('institution_id', '=', institutionId)
    .where('id', '=', userId)
    .execute();
}

export const findRoles = ({ db }: Scoped) => findAllRoles(db);
export const findAllRoles = (db: Db) => db.selectFrom('role').select(['code', 'name', 'permissions']).orderBy('place').execute();
export const findAllInstitutionIds = (db: Db) => db.selectFrom('institution').select('id').orderBy('id').execute();

export async function replaceRoles({ db }: Scoped, userId: string, roles: readonly string[]): Promise<void> {
  await db.deleteFrom('user_role').where('user_id', '=', userId).execute();
  if (roles.length > 0)
    await db
      .insertInto('user_role')
      .values(roles.map((code) => ({ user_id: userId, role_code: code })))
      .execute();
}

/** Two sign-ins to one name at once would each see too few failures. False when another one is under way. */
export async function lockSignIn({ db }: Scoped, loginName: string): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`select pg_try_advisory_xact_lock(7320, hashtext(${loginName})) as locked`.execute(db);
  return rows[0]?.locked === true;
}

/** Failures of `loginName` since its last success or unlocking, and of `address`, not before the given instants. */
export async function countFailures({ db }: Scoped, loginName: string, nameSince: Date, address: string, addressSince: Date) {
  const { rows } = await sql<{ ofName: number; ofAddress: number }>`
    select
      (select count(*)::int from audit_log where operation = 'accounts.signIn' and detail ->> 'loginName' = ${loginName} and outcome = 'unauthenticated'
        and at > greatest(${nameSince}, (select max(at) from audit_log where operation in ('accounts.signIn', 'accounts.unlockUser')
          and detail ->> 'loginName' = ${loginName} and outcome = 'done'))) as "ofName",
      (select count(*)::int from audit_log where operation = 'accounts.signIn' and address = ${address} and outcome = 'unauthenticated'
        and at > ${addressSince}) as "ofAddress"`.execute(db);
  return rows[0] ?? { ofName: 0, ofAddress: 0 };
}

export type NewSession = { digest: string; kind: 'session' | 'token'; userId: string; now: Date; expiresAt: Date; address: string | null };

export async function insertSession(db: Db, session: NewSession): Promise<void> {
  const { digest, kind, userId, now, expiresAt, address } = session;
  await db
    .insertInto('session')
    .values({ digest, kind, user_id: userId, created_at: now, last_seen_at: now, expires_at: expiresAt, address })
    .execute();
}

/** Ends sessions and tokens of a user: all of them, or only the one with `digest`. */
export async function deleteSessions({ db }: Scoped, userId: string, digest?: string): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('session')
    .where('user_id', '=', userId)
    .$if(digest !== undefined, (q) => q.where('digest', '=', digest ?? ''))
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** All that a request needs to know of who sent it, in one query; undefined when the session has ended. */
export async function findBySession(db: Db, digest: string, kind: 'session' | 'token', now: Date, idleSince: Date) {
  const { rows } = await sql<{
    userId: string;
    loginName: string;
    displayName: string;
    institutionId: number;
    mustChange: boolean;
    kinds: DossierKind[];
    permissions: string[];
    below: number[];
    isStale: boolean;
  }>`
    select u.id as "userId", u.login_name as "loginName", u.display_name as "displayName", u.institution_id as "institutionId",
      u.must_change as "mustChange", u.kinds, s.last_seen_at < ${new Date(now.getTime() - 60_000)} as "isStale",
      array(select distinct unnest(r.permissions) from user_role ur join role r on r.code = ur.role_code where ur.user_id = u.id) as permissions,
      array(select i.id from institution i where u.sees_below and i.path @> array[u.institution_id] and i.id <> u.institution_id order by i.path) as below
    from session s join app_user u on u.id = s.user_id
    where s.digest = ${digest} and s.kind = ${kind} and s.expires_at > ${now} and (s.kind = 'token' or s.last_seen_at > ${idleSince}) and not u.is_disabled`.execute(
    db,
  );
  const [found] = rows;
  if (found?.isStale) await db.updateTable('session').set({ last_seen_at: now }).where('digest', '=', digest).execute();
  return found;
}

export async function countUsers(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from app_user`.execute(db);
  return rows[0]?.count ?? 0;
}

/** True once, for the one who brings the right link. */
export async function takeSetupLink({ db }: Scoped, digest: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('setup_link').where('digest', '=', digest).executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function isSetupOpen({ db }: Scoped): Promise<boolean> {
  return (await db.selectFrom('setup_link').select('digest').executeTakeFirst()) !== undefined;
}

/** Newest first; `before` is the last id of the page before. */
export async function findAuditLines(
  { db, scope }: Scoped,
  filter: { before?: string | undefined; actorId?: string | undefined; operation?: string | undefined; limit: number },
) {
  return db
    .selectFrom('audit_log')
    .leftJoin('app_user', (join) => join.on(sql<boolean>`app_user.id::text = audit_log.actor_id`))
    .select(['audit_log.id', 'at', 'operation', 'outcome', 'door', 'address', 'detail', 'duration_ms as durationMs'])
    .select(sql<string>`coalesce(display_name, actor_id)`.as('actor'))
    .where('audit_log.institution_id', 'in', [0, ...scope.institutions])
    .$if(filter.before !== undefined, (q) => q.where('audit_log.id', '<', filter.before ?? ''))
    .$if(filter.actorId !== undefined, (q) => q.where('actor_id', '=', filter.actorId ?? ''))
    .$if(filter.operation !== undefined, (q) => q.where('operation', '=', filter.operation ?? ''))
    .orderBy('audit_log.id', 'desc')
    .limit(filter.limit)
    .execute();
}

export const findInstitution = (db: Db, id: number) =>
  db.selectFrom('institution').select(['id', 'code', 'name']).where('id', '=', id).executeTakeFirst();

export async function replaceSetupLink(db: Db, digest: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('setup_link').execute();
    await tx.insertInto('setup_link').values({ digest }).execute();
  });
}

export const findUserIds = (db: Db, loginName: string) =>
  db.selectFrom('app_user').select('id').where('login_name', '=', loginName).where('is_disabled', '=', false).executeTakeFirst();

/** Users whose roles in the tables are not those that the ledger granted last. */
export async function findRoleDifferences(db: Db): Promise<{ id: string; stands: string[]; granted: string[] }[]> {
  const { rows } = await sql<{ id: string; stands: string[]; granted: string[] }>`
    select u.id, s.roles as stands, g.roles as granted
    from app_user u
    cross join lateral (select array(select role_code from user_role r where r.user_id = u.id order by 1) as roles) s
    cross join lateral (select coalesce((select array(select jsonb_array_elements_text(data -> 'roles') order by 1) from ledger_event e
      where e.institution_id = u.institution_id and e.subject_kind = 'user' and e.subject_id = u.id::text and e.type = 'user.rolesGranted'
      order by seq desc limit 1), '{}') as roles) g
    where s.roles <> g.roles`.execute(db);
  return rows;
}

/** Institutions without the event that founded them, or with another code or parent than it says. */
export async function findInstitutionDifferences(db: Db): Promise<{ id: number }[]> {
  const { rows } = await sql<{ id: number }>`
    select i.id from institution i
    left join ledger_event e on e.institution_id = i.id and e.seq = 1 and e.type = 'institution.created'
    where e.seq is null or e.data ->> 'code' <> i.code or (e.data ->> 'parentId')::int is distinct from i.parent_id`.execute(db);
  return rows;
}

export const findDisplayNames = ({ db, scope }: Scoped, ids: readonly string[]) =>
  db
    .selectFrom('app_user')
    .select(['id', 'display_name as name'])
    .where('id', 'in', [...ids])
    .where('institution_id', 'in', [...scope.institutions])
    .execute();
