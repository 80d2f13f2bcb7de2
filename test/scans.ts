import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import type { Actor } from '../src/core/scope.ts';
import { makePeople, makeSamples, type SamplePerson, type Truth } from '../src/modules/samples/index.ts';
import type { openTestHouse } from './house.ts';

type TestHouse = Awaited<ReturnType<typeof openTestHouse>>;

const SEED = 5;

/** A small set of samples, at 100 dpi unless said, with its truth, gone after the file: a package, a vendor's folder, loose pages. */
export async function sampleSet(dossiers: number, as: 'package' | 'mixed', dpi = 100) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lantai-scans-'));
  afterAll(() => fs.rmSync(folder, { recursive: true }));
  const set = path.join(folder, 'set');
  await makeSamples(set, { seed: SEED, dossiers, dpi, as, pagesPerDossier: 6 });
  const truth = JSON.parse(fs.readFileSync(path.join(set, 'truth.json'), 'utf8')) as Truth;
  const people = makePeople(SEED, dossiers);
  const packages = fs.readdirSync(path.join(set, 'packages')).map((name) => path.join(set, 'packages', name));
  const vendors = fs.readdirSync(path.join(set, 'vendor')).map((name) => path.join(set, 'vendor', name));
  return { folder, set, truth, people, packages, vendors };
}

/** Registers a sample person as the desk would. */
export const register = ({ call }: TestHouse, clerk: Actor, person: SamplePerson) =>
  call<{ dossierId: string; referenceCode: string }>(clerk, 'reception.registerDossier', {
    person: { name: person.name, idNumber: person.idNumber },
    previousInstitution: person.formerCustodian,
    inReason: 'employment',
    reason: '核对无误',
  });

/** Lets the institution take scans of 100 dpi as existing ones. */
export async function allowCoarseScans({ call, actorWith }: TestHouse): Promise<void> {
  await call(await actorWith(['setting.manage']), 'accounts.changeSetting', { key: 'digitisation.existingDpi', value: '100' });
}
