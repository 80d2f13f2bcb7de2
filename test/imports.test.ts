import fs from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { packFolder } from '../src/doors/import/pack-folder.ts';
import { openTestHouse } from './house.ts';
import { allowCoarseScans, register, sampleSet } from './scans.ts';

type Received = { importId: string; state: string; issues: { path: string; rule?: string; message: string }[] };

const { vendors, people, folder: samples } = await sampleSet(2, 'mixed');
const testHouse = await openTestHouse();
const { call, actorWith, folder, owner, verify } = testHouse;
await allowCoarseScans(testHouse);
const scanner = await actorWith(['page.import']);
const [vendor = ''] = vendors;
const [, person] = people; // samples go round the forms: the second is the vendor's
if (!person) throw new Error('no person');
await register(testHouse, await actorWith(['dossier.register']), person);

async function receive(change: (copy: string) => void): Promise<Received> {
  const copy = path.join(samples, crypto.randomUUID(), path.basename(vendor));
  fs.cpSync(vendor, copy, { recursive: true });
  change(copy);
  const bytes = await buffer(await packFolder(copy));
  return call(scanner, 'digitisation.receivePackage', { fileName: `${path.basename(copy)}.tar`, profile: 'existing' }, bytes);
}
const images = (copy: string) => fs.readdirSync(copy).filter((name) => name.endsWith('.jpg'));

test('all that is wrong with a volume is said at once, with file and rule, and nothing of it is kept', async () => {
  const found = await receive((copy) => {
    const [cut = '', fake = '', empty = '', gone = ''] = images(copy);
    fs.truncateSync(path.join(copy, cut), 3000);
    fs.writeFileSync(path.join(copy, fake), 'MZ this is a program');
    fs.truncateSync(path.join(copy, empty), 0);
    fs.rmSync(path.join(copy, gone));
    fs.writeFileSync(path.join(copy, '说明.doc'), Buffer.from('d0cf11e0a1b11ae1', 'hex'));
  });
  expect(found.state).toBe('refused');
  const rules = new Set(found.issues.map(({ rule }) => rule));
  for (const rule of ['R48', 'R61', 'R45', 'R58']) expect(rules, rule).toContain(rule);
  for (const issue of found.issues) expect(issue.message, issue.path).toMatch(/[\u4e00-\u9fff]/);
  expect(fs.readdirSync(path.join(folder, 'storage/staging'))).toEqual([]);
  expect(fs.existsSync(path.join(folder, 'storage/blobs'))).toBe(false);
  const run = await owner.selectFrom('import_run').select(['state', 'content']).executeTakeFirstOrThrow();
  expect(run).toEqual({ state: 'refused', content: { entries: [] } });
});

test('a folder with a link in it is not sent', async () => {
  await expect(receive((copy) => fs.symlinkSync('/etc/passwd', path.join(copy, '1-9-001.jpg')))).rejects.toMatchObject({
    code: 'rule_broken',
    issues: [{ rule: 'zip.link' }],
  });
});

test('of two clerks who bring two versions of one volume at once, one is told', async () => {
  const one = await receive(() => {});
  const two = await receive((copy) => {
    const [first = '', second = ''] = images(copy);
    fs.copyFileSync(path.join(copy, first), path.join(copy, second));
  });
  expect([one.state, two.state]).toEqual(['ready', 'ready']);
  const accept = ({ importId }: Received) => call(scanner, 'digitisation.acceptImport', { importId, reason: '样例' });
  const outcomes = await Promise.allSettled([accept(one), accept(two)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const refused = outcomes.find((outcome) => outcome.status === 'rejected');
  expect(refused?.reason).toMatchObject({ code: 'conflict' });
  const loser = outcomes[0]?.status === 'rejected' ? one : two;
  await call(scanner, 'digitisation.discardImport', { importId: loser.importId });
  expect(fs.readdirSync(path.join(folder, 'storage/staging'))).toEqual([]);
  expect(await call(scanner, 'digitisation.findImports', { state: 'accepted' })).toMatchObject({ imports: [{ packageKind: 'vendor' }] });
  expect(await verify(true)).toEqual([]);
});
