import { expect, test } from 'vitest';
import { type Facts, shortfall } from './external.ts';

const good: Facts = {
  ...{ versionNumber: 150_002, user: 'dba', isSuperuser: false, mayMakeRoles: true, mayMakeDatabases: true },
  ...{ hasDatabase: false, encoding: 'UTF8', characterType: 'zh_CN.UTF-8' },
};

test('what an external server lacks is said with what to do about it', () => {
  expect(shortfall(good, 'lantai')).toBeUndefined();
  expect(shortfall({ ...good, versionNumber: 140_012 }, 'lantai')).toMatch(/PostgreSQL 14，太旧；请升级到 15/);
  expect(shortfall({ ...good, mayMakeRoles: false }, 'lantai')).toMatch(/ALTER ROLE "dba" CREATEROLE CREATEDB/);
  expect(shortfall({ ...good, mayMakeDatabases: false }, 'lantai')).toMatch(/库 lantai 还不存在/);
  expect(shortfall({ ...good, mayMakeDatabases: false, hasDatabase: true }, 'lantai')).toBeUndefined();
  expect(shortfall({ ...good, encoding: 'SQL_ASCII' }, 'lantai')).toMatch(/编码是 SQL_ASCII/);
  expect(shortfall({ ...good, characterType: 'C' }, 'lantai')).toMatch(/CREATE DATABASE "lantai" TEMPLATE template0/);
  expect(shortfall({ ...good, isSuperuser: true, mayMakeRoles: false, mayMakeDatabases: false }, 'lantai')).toBeUndefined();
});
