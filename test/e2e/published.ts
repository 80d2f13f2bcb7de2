import fs from 'node:fs';
import path from 'node:path';
import { INPUT_HEADER } from '../../src/core/operation.ts';
import { signIn } from '../../src/modules/accounts/contract.ts';
import { getPages, inspectPages, publishDossier } from '../../src/modules/digitisation/contract.ts';
import { registerDossier } from '../../src/modules/reception/contract.ts';
import { makePeople, makeSamples } from '../../src/modules/samples/index.ts';
import { PASSWORD, signInAt } from './product.ts';

type Sample = { folder: string; seed: number; dpi: number };
type Pages = { scan: { state: string }; items: { id: string; title: string; pages: { id: string; version: number }[] }[] };

/**
 * Registers the first person of `seed` and takes drawn scans of the dossier through the line until they are published. The product has users
 * `clerk`, `scanner`, `inspector` and `approver`, each of the role of that name.
 */
export async function publishSample(url: string, { folder, seed, dpi }: Sample) {
  await makeSamples(folder, { seed, dossiers: 1, as: 'package', pagesPerDossier: 6, dpi });
  const [person] = makePeople(seed, 1);
  if (!person) throw new Error('nobody');
  const clerk = await signInAt(url, 'clerk');
  const registered = (await clerk(registerDossier, {
    person: { name: person.name, idNumber: person.idNumber },
    ...{ previousInstitution: person.formerCustodian, inReason: 'employment', reason: '核对无误' },
  } as never)) as { dossierId: string; referenceCode: string };
  const { dossierId } = registered;
  await importPackage(url, path.join(folder, 'packages'));
  const inspector = await signInAt(url, 'inspector');
  const reached = async (state: string): Promise<Pages> => {
    for (;;) {
      const pages = (await inspector(getPages, { dossierId })) as Pages;
      if (pages.scan.state === state) return pages;
      await new Promise((done) => setTimeout(done, 200));
    }
  };
  const { items } = await reached('inspecting');
  const pages = items.flatMap((item) => item.pages);
  const verdicts = pages.map(({ id, version }) => ({ pageId: id, version, verdict: 'pass' as const, defects: [] }));
  await inspector(inspectPages, { dossierId, verdicts });
  await (await signInAt(url, 'approver'))(publishDossier, { dossierId });
  await reached('published');
  return { ...registered, person, items, pageIds: pages.map(({ id }) => id) };
}

async function importPackage(url: string, folder: string): Promise<void> {
  const [name = ''] = fs.readdirSync(folder);
  const origin = { origin: url };
  const signedIn = await fetch(`${url}/api${signIn.route.split(' ')[1]}`, {
    ...{ method: 'POST', headers: { ...origin, 'content-type': 'application/json' } },
    body: JSON.stringify({ loginName: 'scanner', password: PASSWORD }),
  });
  const headers = { ...origin, cookie: signedIn.headers.get('set-cookie')?.split(';')[0] ?? '' };
  const input = encodeURIComponent(JSON.stringify({ fileName: name, profile: 'new' }));
  const received = await fetch(`${url}/api/imports`, {
    ...{ method: 'POST', headers: { ...headers, [INPUT_HEADER]: input, 'content-type': 'application/octet-stream' } },
    body: fs.readFileSync(path.join(folder, name)),
  });
  const { importId } = (await received.json()) as { importId: string };
  await fetch(`${url}/api/imports/${importId}/accept`, {
    ...{ method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify({ reason: '样例' }) },
  });
}
