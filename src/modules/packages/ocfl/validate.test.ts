import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { putVersion } from './put-version.ts';
import { initRoot, toObjectPath } from './storage-root.ts';
import { validateOcfl } from './validate.ts';

const ID = 'urn:lantai:dossier:1';
let folder: string;
let pristine: string;
let count = 0;

/** A root with one object of three versions; every test damages a copy. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lantai-validate-'));
  const root = await initRoot(join(folder, 'storage'));
  pristine = root.path;
  const user = { name: 'a', address: 'urn:lantai:user:1' };
  for (const content of ['one', 'two', 'three']) {
    const file = join(folder, content);
    await writeFile(file, content);
    const state = new Map([
      ['a.txt', { file }],
      ['sub/b.txt', { file }],
    ]);
    await putVersion(root, ID, { state, message: content, user, created: new Date() });
  }
});
afterAll(() => rm(folder, { recursive: true }));

async function copyRoot(): Promise<{ root: string; object: string }> {
  count += 1;
  const root = join(folder, `copy-${count}`);
  await cp(pristine, root, { recursive: true });
  return { root, object: join(root, toObjectPath(ID)) };
}

type Loose = Record<string, unknown> & {
  manifest: Record<string, unknown>;
  versions: Record<string, Record<string, unknown>>;
  fixity: Record<string, Record<string, unknown>>;
};

/** Rewrites the root inventory and the newest version's, digests included, so that only the change itself is wrong. */
async function edit(object: string, change: (inventory: Loose) => void, head = 'v3'): Promise<void> {
  const inventory = JSON.parse(await readFile(join(object, 'inventory.json'), 'utf8')) as Loose;
  change(inventory);
  await putInventory(object, JSON.stringify(inventory), ['', head]);
}

async function putInventory(object: string, text: string, places: readonly string[]): Promise<void> {
  for (const place of places) {
    await writeFile(join(object, place, 'inventory.json'), text);
    await writeFile(join(object, place, 'inventory.json.sha512'), `${createHash('sha512').update(text).digest('hex')} inventory.json\n`);
  }
}

const firstOf = (block: Record<string, unknown>): string => Object.keys(block)[0] ?? '';
const version = (inventory: Loose, name = 'v3'): Record<string, unknown> => inventory.versions[name] ?? {};
const stateOf = (inventory: Loose): Record<string, unknown> => version(inventory)['state'] as Record<string, unknown>;

const inventoryDamages: [string, (inventory: Loose) => void][] = [
  ['E036', (inventory) => delete inventory['id']],
  ['E036', (inventory) => delete inventory['head']],
  ['E037', (inventory) => Object.assign(inventory, { id: '' })],
  ['E038', (inventory) => Object.assign(inventory, { type: 'https://ocfl.io/1.0/spec/#inventory' })],
  ['E025', (inventory) => Object.assign(inventory, { digestAlgorithm: 'md5' })],
  ['E040', (inventory) => Object.assign(inventory, { head: 'v2' })],
  ['E041', (inventory) => Object.assign(inventory, { manifest: undefined })],
  ['E106', (inventory) => Object.assign(inventory, { manifest: [] })],
  ['E043', (inventory) => Object.assign(inventory, { versions: undefined })],
  ['E044', (inventory) => Object.assign(inventory, { versions: [] })],
  ['E008', (inventory) => Object.assign(inventory, { versions: {} })],
  ['E010', (inventory) => delete inventory.versions['v2']],
  ['E009', (inventory) => delete inventory.versions['v1']],
  ['E046', (inventory) => Object.assign(inventory.versions, { one: version(inventory) })],
  ['E012', (inventory) => Object.assign(inventory.versions, { v0004: version(inventory) })],
  ['E017', (inventory) => Object.assign(inventory, { contentDirectory: 'a/b' })],
  ['E018', (inventory) => Object.assign(inventory, { contentDirectory: '..' })],
  ['E102', (inventory) => Object.assign(inventory, { extra: 1 })],
  ['E047', (inventory) => Object.assign(inventory.versions, { v3: 'x' })],
  ['E048', (inventory) => delete version(inventory)['created']],
  ['E049', (inventory) => Object.assign(version(inventory), { created: '2026-01-02T03:04:05' })],
  ['E049', (inventory) => Object.assign(version(inventory), { created: '2026-01-02T03:04Z' })],
  ['E094', (inventory) => Object.assign(version(inventory), { message: 1 })],
  ['E054', (inventory) => Object.assign(version(inventory), { user: {} })],
  ['W007', (inventory) => delete version(inventory)['user']],
  ['W008', (inventory) => Object.assign(version(inventory), { user: { name: 'a' } })],
  ['W009', (inventory) => Object.assign(version(inventory), { user: { name: 'a', address: 'b' } })],
  ['W005', (inventory) => Object.assign(inventory, { id: 'no uri' })],
  ['E050', (inventory) => Object.assign(stateOf(inventory), { ['0'.repeat(128)]: ['c'] })],
  ['E052', (inventory) => Object.assign(stateOf(inventory), { [firstOf(stateOf(inventory))]: ['a/../b'] })],
  ['E053', (inventory) => Object.assign(stateOf(inventory), { [firstOf(stateOf(inventory))]: ['/a'] })],
  ['E095', (inventory) => Object.assign(stateOf(inventory), { [firstOf(stateOf(inventory))]: ['a', 'a'] })],
  ['E095', (inventory) => Object.assign(stateOf(inventory), { [firstOf(stateOf(inventory))]: ['a', 'a/b'] })],
  ['E092', (inventory) => Object.assign(inventory.manifest, { [firstOf(inventory.manifest)]: 'v1/content/a.txt' })],
  ['E107', (inventory) => Object.assign(inventory.manifest, { ['0'.repeat(128)]: ['v1/content/x'] })],
  ['E096', (inventory) => Object.assign(inventory.manifest, { [firstOf(inventory.manifest).toUpperCase()]: ['v1/content/x'] })],
  ['E099', (inventory) => Object.assign(inventory.manifest, { [firstOf(inventory.manifest)]: ['v1/content/../a'] })],
  ['E100', (inventory) => Object.assign(inventory.manifest, { [firstOf(inventory.manifest)]: ['/v1/content/a'] })],
  ['E101', (inventory) => Object.assign(inventory.manifest, { [firstOf(inventory.manifest)]: ['v1/content/a.txt', 'v1/content/a.txt'] })],
  ['E042', (inventory) => Object.assign(inventory.manifest, { [firstOf(inventory.manifest)]: ['v1/other/a.txt'] })],
  ['E092', (inventory) => Object.assign(inventory.manifest, { [firstOf(inventory.manifest)]: ['v1/content/gone.txt'] })],
  ['E111', (inventory) => Object.assign(inventory, { fixity: null })],
  ['E056', (inventory) => Object.assign(inventory.fixity, { crc: {} })],
  ['E057', (inventory) => Object.assign(inventory.fixity, { md5: 'x' })],
  ['E057', (inventory) => Object.assign(inventory.fixity, { md5: { ['0'.repeat(32)]: ['v1/content/gone.txt'] } })],
  ['E093', (inventory) => Object.assign(inventory.fixity, { md5: { ['0'.repeat(32)]: ['v1/content/a.txt'] } })],
  [
    'E097',
    (inventory) => {
      const sha256 = inventory.fixity['sha256'] ?? {};
      sha256[firstOf(sha256).toUpperCase()] = sha256[firstOf(sha256)];
    },
  ],
  ['E066', (inventory) => Object.assign(version(inventory, 'v1'), { state: stateOf(inventory) })],
  ['W011', (inventory) => Object.assign(version(inventory, 'v1'), { message: 'other' })],
];
test.each(inventoryDamages.map(([code, change], index) => [code, index, change] as const))(
  '%s is told for inventory damage %i',
  async (code, _, change) => {
    const { object } = await copyRoot();
    await edit(object, change);
    const { errors, warnings } = await validateOcfl(object);
    expect([...errors, ...warnings].map((finding) => finding.code)).toContain(code);
  },
);

const fileDamages: [string, (object: string) => Promise<unknown>][] = [
  ['E001', (object) => writeFile(join(object, 'extra.txt'), '')],
  ['E001', (object) => mkdir(join(object, 'extra'))],
  ['E003', (object) => rm(join(object, '0=ocfl_object_1.1'))],
  ['E003', (object) => writeFile(join(object, '0=ocfl_object_1.0'), 'ocfl_object_1.0\n')],
  ['E006', (object) => rename(join(object, '0=ocfl_object_1.1'), join(object, '0=ocfl_object_9.9'))],
  ['E007', (object) => writeFile(join(object, '0=ocfl_object_1.1'), 'ocfl_object_1.1')],
  ['E015', (object) => writeFile(join(object, 'v1', 'extra.txt'), '')],
  ['W002', (object) => mkdir(join(object, 'v1', 'extra'))],
  ['E023', (object) => writeFile(join(object, 'v1', 'content', 'extra.txt'), '')],
  ['E024', (object) => mkdir(join(object, 'v1', 'content', 'empty'))],
  ['E033', (object) => putInventory(object, '{', ['', 'v3'])],
  ['E046', (object) => rm(join(object, 'v2'), { recursive: true })],
  ['E046', (object) => cp(join(object, 'v3'), join(object, 'v4'), { recursive: true })],
  ['E058', (object) => rm(join(object, 'inventory.json.sha512'))],
  ['E058', (object) => rm(join(object, 'v3', 'inventory.json.sha512'))],
  ['E060', (object) => writeFile(join(object, 'inventory.json.sha512'), `${'0'.repeat(128)} inventory.json\n`)],
  ['E060', (object) => writeFile(join(object, 'v1', 'inventory.json.sha512'), `${'0'.repeat(128)} inventory.json\n`)],
  ['E061', (object) => writeFile(join(object, 'inventory.json.sha512'), 'x')],
  ['E063', (object) => rm(join(object, 'inventory.json'))],
  ['E064', async (object) => await putInventory(object, `${await readFile(join(object, 'inventory.json'), 'utf8')} `, [''])],
  ['E067', (object) => mkdir(join(object, 'extensions')).then(() => writeFile(join(object, 'extensions', 'x'), ''))],
  ['W013', (object) => mkdir(join(object, 'extensions', 'mine'), { recursive: true })],
  ['E090', (object) => symlink('/etc/passwd', join(object, 'v1', 'content', 'link'))],
  ['E092', (object) => writeFile(join(object, 'v1', 'content', 'a.txt'), 'flipped')],
  ['E092', (object) => rm(join(object, 'v1', 'content', 'a.txt'))],
  [
    'E103',
    async (object) => {
      const text = await readFile(join(object, 'v2', 'inventory.json'), 'utf8');
      await putInventory(object, text.replace('ocfl.io/1.1', 'ocfl.io/1.0'), ['v2']);
    },
  ],
  [
    'E110',
    async (object) => {
      const text = await readFile(join(object, 'v2', 'inventory.json'), 'utf8');
      await putInventory(object, text.replace(ID, 'urn:other'), ['v2']);
    },
  ],
  ['W010', (object) => Promise.all(['', '.sha512'].map((suffix) => rm(join(object, 'v1', `inventory.json${suffix}`))))],
];
test.each(fileDamages.map(([code, damage], index) => [code, index, damage] as const))(
  '%s is told for file damage %i',
  async (code, _, damage) => {
    const { object } = await copyRoot();
    await damage(object);
    const { errors, warnings } = await validateOcfl(object);
    expect([...errors, ...warnings].map((finding) => finding.code)).toContain(code);
  },
);

const rootDamages: [string, (root: string) => Promise<unknown>][] = [
  ['E069', (root) => rm(join(root, '0=ocfl_1.1'))],
  ['E076', (root) => writeFile(join(root, '0=ocfl_1.0'), 'ocfl_1.0\n')],
  ['E079', (root) => rename(join(root, '0=ocfl_1.1'), join(root, '0=ocfl_9'))],
  ['E080', (root) => writeFile(join(root, '0=ocfl_1.1'), '')],
  ['E070', (root) => writeFile(join(root, 'ocfl_layout.json'), '{}')],
  ['E072', (root) => writeFile(join(root, toObjectPath(ID).slice(0, 3), 'stray'), '')],
  ['E073', (root) => mkdir(join(root, '000', '111'), { recursive: true })],
  ['E081', (root) => rename(join(root, '0=ocfl_1.1'), join(root, '0=ocfl_1.0'))],
  ['E083', (root) => rename(join(root, toObjectPath(ID)), join(root, 'elsewhere'))],
  ['E112', (root) => writeFile(join(root, 'extensions', 'x'), '')],
  ['W016', (root) => mkdir(join(root, 'extensions', 'mine'))],
  ['E037', (root) => cp(join(root, toObjectPath(ID)), join(root, '000', 'twin'), { recursive: true })],
  ['E092', (root) => writeFile(join(root, toObjectPath(ID), 'v1', 'content', 'a.txt'), 'flipped')],
];
test.each(rootDamages)('%s is told for a damaged root', async (code, damage) => {
  const { root } = await copyRoot();
  await damage(root);
  const { errors, warnings } = await validateOcfl(root);
  expect([...errors, ...warnings].map((finding) => finding.code)).toContain(code);
});

test('an untouched copy is valid, as root and as object, with every path named relative to what was asked', async () => {
  const { root, object } = await copyRoot();
  const clean = { valid: true, errors: [], warnings: [] };
  expect(await validateOcfl(root)).toEqual(clean);
  expect(await validateOcfl(object)).toEqual(clean);
  await writeFile(join(object, 'v1', 'content', 'a.txt'), 'flipped');
  expect((await validateOcfl(root, { isDeep: false })).valid).toBe(true);
  expect((await validateOcfl(root)).errors[0]?.path).toBe(`${toObjectPath(ID)}/v1/content/a.txt`);
});

/** Another writer's object, version 1.0, sha256, padded. */
test('an object of another writer with padded versions, SHA-256 and OCFL 1.0 is valid, with warnings', async () => {
  const object = join(folder, 'foreign');
  await mkdir(join(object, 'v0001', 'inside'), { recursive: true });
  await writeFile(join(object, 'v0001', 'inside', 'x'), 'x');
  await writeFile(join(object, '0=ocfl_object_1.0'), 'ocfl_object_1.0\n');
  const digest = createHash('sha256').update('x').digest('hex').toUpperCase();
  const text = JSON.stringify({
    id: 'ark:/12345/x',
    type: 'https://ocfl.io/1.0/spec/#inventory',
    digestAlgorithm: 'sha256',
    head: 'v0001',
    contentDirectory: 'inside',
    manifest: { [digest]: ['v0001/inside/x'] },
    versions: { v0001: { created: '2020-01-01T00:00:00+08:00', state: { [digest]: ['x'] } } },
  });
  for (const place of ['', 'v0001']) {
    await writeFile(join(object, place, 'inventory.json'), text);
    await writeFile(join(object, place, 'inventory.json.sha256'), `${createHash('sha256').update(text).digest('hex')}\tinventory.json\n`);
  }
  const { valid, errors, warnings } = await validateOcfl(object);
  expect({ valid, errors }).toEqual({ valid: true, errors: [] });
  expect(warnings.map(({ code }) => code).sort()).toEqual(['W001', 'W004', 'W007']);
});

type Node = Record<string, unknown>;

/** Puts a foreign value somewhere into a JSON tree: `path` chooses a child on every level, until there is none. */
function graft(tree: unknown, path: readonly number[], value: unknown): unknown {
  const [step, ...rest] = path;
  if (typeof tree !== 'object' || tree === null || step === undefined) return value;
  const keys = Object.keys(tree);
  const key = keys[step % Math.max(1, keys.length)];
  if (key === undefined) return value;
  if (Array.isArray(tree)) return tree.with(Number(key), graft(tree[Number(key)], rest, value));
  return { ...tree, [key]: graft((tree as Node)[key], rest, value) };
}

test('whatever stands in an inventory, the validator answers and never throws', async () => {
  const { object } = await copyRoot();
  const original: unknown = JSON.parse(await readFile(join(object, 'inventory.json'), 'utf8'));
  const paths = fc.array(fc.nat(9), { minLength: 1, maxLength: 5 });
  const values = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('v1', 'v9', '../x', '__proto__'));
  await fc.assert(
    fc.asyncProperty(paths, values, async (path, value) => {
      await putInventory(object, JSON.stringify(graft(original, path, value)), ['', 'v3']);
      expect(await validateOcfl(object)).toHaveProperty('valid');
    }),
    { numRuns: 150 },
  );
});
