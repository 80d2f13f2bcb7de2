import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { measureFile } from '../durable.ts';
import { type ListedObject, listObjects } from './list-objects.ts';
import { type PutVersion, putVersion, type VersionInput } from './put-version.ts';
import { readObject } from './read-object.ts';
import { recoverRoot } from './recover.ts';
import type { StateFile } from './stage-content.ts';
import { initRoot, openRoot, type StorageRoot, toObjectPath } from './storage-root.ts';
import { validateOcfl, verifyObject } from './validate.ts';

let folder: string;
let root: StorageRoot;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lantai-ocfl-'));
  root = await initRoot(join(folder, 'storage'));
});
afterAll(() => rm(folder, { recursive: true }));

const user = { name: 'arranger', address: 'urn:lantai:user:1' };
const clean = { valid: true, errors: [], warnings: [] };

async function put(content: string): Promise<string> {
  count += 1;
  const file = join(folder, `file-${count}`);
  await writeFile(file, content);
  return file;
}

async function write(id: string, files: Record<string, string | StateFile>, more: Partial<VersionInput> = {}): Promise<PutVersion> {
  const state = new Map<string, StateFile>();
  for (const [path, content] of Object.entries(files))
    state.set(path, typeof content === 'string' ? { file: await put(content) } : content);
  return await putVersion(root, id, { state, message: '归档', user, created: new Date('2026-01-02T03:04:05Z'), ...more });
}

async function contentsOf(id: string, version?: string): Promise<Record<string, string>> {
  const { files } = await readObject(root, id, version);
  return Object.fromEntries(await Promise.all([...files].map(async ([path, { file }]) => [path, await readFile(file, 'utf8')])));
}

test('the layout puts objects where its specification says', () => {
  expect(toObjectPath('object-01')).toBe('3c0/ff4/240/3c0ff4240c1e116dba14c7627f2319b58aa3d77606d0d90dfc6161608ac987d4');
  expect(toObjectPath('..hor/rib:le-$id')).toBe('487/326/d8c/487326d8c2a3c0b885e23da1469b4d6671fd4e76978924b4443e9e3c316cda6d');
});

test('a root is made once and opened after; another folder is refused', async () => {
  expect(await initRoot(root.path)).toEqual(root);
  expect(await openRoot(root.path)).toEqual(root);
  expect(await validateOcfl(root.path)).toEqual(clean);
  await expect(initRoot(folder)).rejects.toMatchObject({ code: 'conflict' });
  await expect(openRoot(folder)).rejects.toMatchObject({ code: 'not_found' });
});

test('versions are kept apart, content is stored once, and all of it is valid', async () => {
  const id = 'urn:lantai:dossier:1';
  const first = await write(id, { '目录.xml': 'a', '图像/1.jpg': 'page', '图像/2.jpg': 'page' });
  expect(first).toMatchObject({ version: 'v1', isUnchanged: false, addedBytes: 5 });
  const kept = (await readObject(root, id)).files.get('图像/1.jpg');
  const second = await write(id, { '目录.xml': 'b', '图像/1.jpg': { sha512: kept?.sha512 ?? '' } });
  expect(second).toMatchObject({ version: 'v2', addedBytes: 1 });
  expect(await contentsOf(id)).toEqual({ '目录.xml': 'b', '图像/1.jpg': 'page' });
  expect(await contentsOf(id, 'v1')).toEqual({ '目录.xml': 'a', '图像/1.jpg': 'page', '图像/2.jpg': 'page' });
  expect(await readdir(join(root.path, toObjectPath(id), 'v2', 'content'))).toEqual(['目录.xml']);
  expect(kept?.sm3).toMatch(/^[0-9a-f]{64}$/);
  expect(await verifyObject(root, id, true)).toEqual(clean);
  expect(await validateOcfl(root.path)).toEqual(clean);
  expect(await readdir(root.stagingPath)).toEqual([]);
});

test('a state that is already there writes nothing', async () => {
  const id = 'urn:lantai:dossier:2';
  await write(id, { a: 'x' });
  expect(await write(id, { a: 'x' })).toMatchObject({ version: 'v1', isUnchanged: true, addedBytes: 0 });
  expect(await write(id, { b: 'x' })).toMatchObject({ version: 'v2', isUnchanged: false, addedBytes: 0 });
  expect(await readdir(join(root.path, toObjectPath(id), 'v2'))).toEqual(['inventory.json', 'inventory.json.sha512']);
  expect(await verifyObject(root, id, true)).toEqual(clean);
});

test('content that is not what was said is refused and leaves nothing', async () => {
  const id = 'urn:lantai:dossier:3';
  await expect(write(id, { a: { file: await put('x'), sha256: '0'.repeat(64) } })).rejects.toMatchObject({
    issues: [{ path: 'a', rule: 'R55' }],
  });
  await expect(write(id, { a: { sha512: '0'.repeat(128) } })).rejects.toMatchObject({ code: 'rule_broken' });
  await expect(stat(join(root.path, toObjectPath(id).slice(0, 3)))).rejects.toThrow();
  expect(await readdir(root.stagingPath)).toEqual([]);
});

test('staged files are moved in without another copy, and one that changed its size is refused', async () => {
  const id = 'urn:lantai:dossier:staged';
  const stagedPath = await put('staged');
  const { sizeBytes, digests } = await measureFile(stagedPath, ['sha512', 'sha256', 'sm3'] as const);
  await write(id, { a: { stagedPath, sizeBytes, digests } });
  await expect(stat(stagedPath)).rejects.toThrow();
  expect(await contentsOf(id)).toEqual({ a: 'staged' });
  expect(await verifyObject(root, id, true)).toEqual(clean);
  const changed = { stagedPath: await put('cut'), sizeBytes: 100, digests: { ...digests, sha512: '1'.repeat(128) } };
  await expect(write(id, { a: changed })).rejects.toMatchObject({ code: 'rule_broken' });
  expect(await verifyObject(root, id, true)).toEqual(clean);
});

test('paths that cannot be kept are refused together', async () => {
  const problem = write('', { '../a': 'x', '/b': 'x', 'c//d': 'x', e: 'x', 'e/f': 'x', 'g\\h': 'x' });
  await expect(problem).rejects.toMatchObject({ code: 'invalid_input' });
  await problem.catch((error: { issues: unknown[] }) => expect(error.issues).toHaveLength(6));
});

test('a writer that saw an older head is refused', async () => {
  const id = 'urn:lantai:dossier:4';
  await write(id, { a: '1' }, { expectedHead: null });
  await write(id, { a: '2' }, { expectedHead: 'v1' });
  await expect(write(id, { a: '3' }, { expectedHead: 'v1' })).rejects.toMatchObject({ code: 'conflict' });
  await expect(write(id, { a: '3' }, { expectedHead: null })).rejects.toMatchObject({ code: 'conflict' });
});

test('many writers of one object take turns', async () => {
  const id = 'urn:lantai:dossier:5';
  const versions = await Promise.all(Array.from({ length: 8 }, (_, index) => write(id, { a: `${index}` })));
  expect(versions.map(({ version }) => version).sort()).toEqual(['v1', 'v2', 'v3', 'v4', 'v5', 'v6', 'v7', 'v8']);
  expect(await verifyObject(root, id, true)).toEqual(clean);
});

/** An object with two versions, and the root files of its first: what the moments of a commit are made of. */
async function makeTwoVersions(id: string): Promise<{ object: string; old: string }> {
  await write(id, { a: 'old' });
  const object = join(root.path, toObjectPath(id));
  count += 1;
  const old = join(folder, `old-${count}`);
  await mkdir(old);
  for (const name of ['inventory.json', 'inventory.json.sha512']) await copyFile(join(object, name), join(old, name));
  await write(id, { a: 'new' });
  return { object, old };
}

/** As a killed writer leaves it: its process is gone. */
async function leaveStage(id: string): Promise<void> {
  const { hostname } = await import('node:os');
  const stage = join(root.stagingPath, `key~${encodeURIComponent(hostname())}~4194305~x`);
  await mkdir(stage);
  await writeFile(join(stage, 'intent.json'), JSON.stringify({ objectPath: toObjectPath(id) }));
}

test.each([
  ['the version has arrived, the root files have not', ['inventory.json', 'inventory.json.sha512'], 'old'],
  ['the sidecar is still the old one', ['inventory.json.sha512'], 'new'],
])('a commit stopped where %s reads as one version, and recovery finishes it', async (_, names, content) => {
  const id = `urn:lantai:dossier:stopped-${names.length}`;
  const { object, old } = await makeTwoVersions(id);
  for (const name of names) await copyFile(join(old, name), join(object, name));
  expect(await contentsOf(id)).toEqual({ a: content });
  expect((await verifyObject(root, id, true)).valid).toBe(false);
  await leaveStage(id);
  expect(await recoverRoot(root)).toEqual({ settledPaths: [toObjectPath(id)], removedCount: 1, left: [] });
  expect(await contentsOf(id)).toEqual({ a: 'new' });
  expect(await verifyObject(root, id, true)).toEqual(clean);
});

test('the next writer finishes a stopped commit by itself', async () => {
  const id = 'urn:lantai:dossier:6';
  const { object, old } = await makeTwoVersions(id);
  for (const name of ['inventory.json', 'inventory.json.sha512']) await copyFile(join(old, name), join(object, name));
  expect(await write(id, { a: 'newest' })).toMatchObject({ version: 'v3' });
  expect(await verifyObject(root, id, true)).toEqual(clean);
});

test('damage is never taken for a stopped commit', async () => {
  const id = 'urn:lantai:dossier:7';
  const { object } = await makeTwoVersions(id);
  const text = await readFile(join(object, 'inventory.json'), 'utf8');
  await writeFile(join(object, 'inventory.json'), text.replace('归档', '归挡'));
  await expect(readObject(root, id)).rejects.toMatchObject({ code: 'internal' });
  await expect(write(id, { a: 'x' })).rejects.toMatchObject({ code: 'internal' });
  expect((await verifyObject(root, id, true)).errors.map(({ code }) => code)).toEqual(expect.arrayContaining(['E060', 'E064']));
  await writeFile(join(object, 'inventory.json'), text);
});

test('all objects are listed in the order of their paths', async () => {
  const listed: ListedObject[] = [];
  for await (const object of listObjects(root)) listed.push(object);
  expect(listed.length).toBeGreaterThan(5);
  expect(listed.map(({ objectPath }) => objectPath)).toEqual(listed.map(({ objectId }) => toObjectPath(objectId ?? '')).sort());
});

test('a stage of another machine is left alone until told', async () => {
  await mkdir(join(root.stagingPath, 'key~elsewhere~1~x'));
  expect((await recoverRoot(root)).left).toHaveLength(1);
  expect(await recoverRoot(root, { foreignToo: true })).toMatchObject({ removedCount: 1, left: [] });
});
