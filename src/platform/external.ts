import pg from 'pg';
import { type DatabaseUrls, provision, urlOf } from './provision.ts';

const OLDEST = 15;

/** What an external server says about itself and about the user that Lantai is to work as. */
export type Facts = {
  /** As in `server_version_num`: 180004. */
  versionNumber: number;
  user: string;
  isSuperuser: boolean;
  mayMakeRoles: boolean;
  mayMakeDatabases: boolean;
  hasDatabase: boolean;
  encoding: string;
  characterType: string;
};

/**
 * The roles and the database on the server that `DATABASE_URL` names. Nothing else of that server is touched, and it is never stopped.
 * @throws Error in words that say what to do; the password is in none of them.
 */
export async function openExternal(text: string): Promise<DatabaseUrls> {
  const url = readUrl(text);
  const name = decodeURIComponent(url.pathname.slice(1)) || 'lantai';
  try {
    const admin = await reach(url, name);
    const short = shortfall(await readFacts(admin, name), name);
    if (short !== undefined) throw new Unfit(short);
    const urls = await provision(admin, name);
    await provePasswords(admin, name);
    return urls;
  } catch (cause) {
    throw cause instanceof Unfit ? cause : new Unfit(explain(cause, url));
  }
}

/** Says what to do; holds no cause, for that may quote the address. */
class Unfit extends Error {}

const SHAPE = 'postgres://用户:密码@主机:端口/库名';

/** @throws Unfit, which repeats nothing of the address: where it is mistyped, any part of it may be the password. */
function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isWhole = url && /^postgres(ql)?:$/.test(url.protocol) && url.hostname && url.username && url.password;
  if (!isWhole || /[/@]/.test(url.pathname.slice(1)) || url.hash)
    throw new Unfit(
      `DATABASE_URL 不是完整的 PostgreSQL 地址，应形如 ${SHAPE}；密码里的 @ : / ? # % 等字符须写成百分号编码，如 @ 写作 %40 (bad DATABASE_URL)`,
    );
  return url;
}

/** The address by which the server answers: of the database itself, or, before that is made, of the one that every server has. */
async function reach(url: URL, name: string): Promise<string> {
  const own = new URL(url);
  own.pathname = encodeURIComponent(name);
  try {
    await ask(own.href, 'select 1');
    return own.href;
  } catch (error) {
    if (codeOf(error) !== '3D000') throw error;
    own.pathname = 'postgres';
    await ask(own.href, 'select 1');
    return own.href;
  }
}

async function readFacts(admin: string, name: string): Promise<Facts> {
  const [facts] = await ask<Facts>(
    admin,
    `select current_setting('server_version_num')::int as "versionNumber", r.rolname as "user", r.rolsuper as "isSuperuser",
       r.rolcreaterole as "mayMakeRoles", r.rolcreatedb as "mayMakeDatabases",
       d.datname = $1 as "hasDatabase", pg_encoding_to_char(d.encoding) as encoding, d.datctype as "characterType"
     from pg_roles r, pg_database d
     where r.rolname = current_user and d.datname in ($1, 'template1') order by d.datname = $1 desc limit 1`,
    [name],
  );
  if (!facts) throw new Error('no facts');
  return facts;
}

/** What the server lacks for Lantai, in words that say what to do; undefined when nothing. Pure. */
export function shortfall(facts: Facts, name: string): string | undefined {
  const version = Math.floor(facts.versionNumber / 10_000);
  if (version < OLDEST)
    return `外部数据库是 PostgreSQL ${version}，太旧；请升级到 ${OLDEST} 或更高版本，或不设 DATABASE_URL 改用内嵌数据库 (server too old)`;
  if (!facts.isSuperuser && !facts.mayMakeRoles)
    return `数据库用户 ${facts.user} 不能建立角色；请由数据库管理员执行 ALTER ROLE "${facts.user}" CREATEROLE CREATEDB，或在 DATABASE_URL 中换用有此权限的用户 (may not create roles)`;
  if (!facts.isSuperuser && !facts.mayMakeDatabases && !facts.hasDatabase)
    return `数据库用户 ${facts.user} 不能建库，而库 ${name} 还不存在；请由数据库管理员执行 ALTER ROLE "${facts.user}" CREATEDB (may not create databases)`;
  if (facts.encoding !== 'UTF8' || ['C', 'POSIX'].includes(facts.characterType))
    return `库 ${name} 的编码是 ${facts.encoding}、字符分类是 ${facts.characterType}，存不好汉字或无法按汉字查找；请另建：CREATE DATABASE "${name}" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8' (not a UTF-8 database)`;
  return undefined;
}

/** The roles' passwords follow the administrator's; where that was changed since, they are set again. */
async function provePasswords(admin: string, name: string): Promise<void> {
  for (const role of ['lantai_owner', 'lantai_app'] as const) {
    const own = urlOf(role, admin, name);
    try {
      await ask(own, 'select 1');
    } catch (error) {
      if (codeOf(error) !== '28P01') throw error;
      await ask(admin, `alter role ${role} password ${pg.escapeLiteral(decodeURIComponent(new URL(own).password))}`);
    }
  }
}

async function ask<Row extends pg.QueryResultRow>(url: string, text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'lantai' });
  try {
    await client.connect();
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';

function explain(error: unknown, { host, username }: URL): string {
  const code = codeOf(error);
  const user = decodeURIComponent(username);
  if (code === '28P01' || code === '28000')
    return `外部数据库 ${host} 不让用户 ${user} 登录；请核对 DATABASE_URL 中的用户名和密码，以及该服务器的 pg_hba.conf (login refused)`;
  if (code === '42501')
    return `外部数据库 ${host} 上用户 ${user} 的权限不够；该用户须能建立角色和库，或为超级用户 (not enough rights: ${message(error)})`;
  if (/^\w{5}$/.test(code)) return `外部数据库 ${host} 拒绝：${message(error)} (${code})`;
  return `连接不上外部数据库 ${host}：${code || message(error)}；请确认它已启动、主机和端口无误、防火墙放行，或不设 DATABASE_URL 改用内嵌数据库 (cannot connect)`;
}

const message = (error: unknown) => (error instanceof Error ? error.message : '');
