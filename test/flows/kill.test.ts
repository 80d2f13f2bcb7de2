import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { findParcels, signParcel } from '../../src/modules/reception/contract.ts';
import { addUser, type Caller, setUpAt, signInAt, startProduct } from '../e2e/product.ts';
import { lantai } from './command.ts';

/** Signs for parcels as fast as it goes until the server is gone; the numbers that were acknowledged. */
async function signUntilGone(clerk: Caller, prefix: string, acknowledged: Set<string>) {
  for (let n = 0; ; n++) {
    const trackingNo = `${prefix}${String(n).padStart(6, '0')}`;
    try {
      await clerk(signParcel, { carrier: 'ems', trackingNo, sender: '某大学', sealState: 'intact' });
      acknowledged.add(trackingNo);
    } catch {
      return;
    }
  }
}

async function allNumbers(clerk: Caller): Promise<Set<string>> {
  const numbers = new Set<string>();
  for (let before: string | undefined; ; ) {
    const page = (await clerk(findParcels, { limit: 200, ...(before ? { before } : {}) } as never)) as {
      parcels: { trackingNo: string }[];
      next: string | null;
    };
    for (const { trackingNo } of page.parcels) numbers.add(trackingNo);
    if (page.next === null) return numbers;
    before = page.next;
  }
}

test('kill -9 of the server or of its database loses nothing that was acknowledged, and the books stay whole', async () => {
  const folder = fs.mkdtempSync('/tmp/lantai-kill-');
  let product = await startProduct(folder);
  await setUpAt(product);
  await addUser(product.url, 'clerk', '收件甲', ['clerk']);
  const acknowledged = new Set<string>();
  for (const [round, victim] of (['server', 'database', 'server', 'both'] as const).entries()) {
    const clerk = await signInAt(product.url, 'clerk');
    const writers = Array.from({ length: 4 }, (_, i) => signUntilGone(clerk, `EX${round}${i}`, acknowledged));
    const before = acknowledged.size;
    while (acknowledged.size < before + 20) await new Promise((resolve) => setTimeout(resolve, 10)); // it is really under load
    await new Promise((resolve) => setTimeout(resolve, 200 * Math.random()));
    if (victim !== 'server')
      process.kill(Number(fs.readFileSync(path.join(folder, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
    if (victim === 'database') {
      await Promise.all(writers); // refused while it was gone; the server starts it again and serves on
      await expect
        .poll(
          () =>
            signInAt(product.url, 'clerk').then(
              () => true,
              () => false,
            ),
          { timeout: 15_000 },
        )
        .toBe(true);
    } else {
      await product.kill();
      await Promise.all(writers);
      product = await startProduct(folder);
    }
    const stand = await allNumbers(await signInAt(product.url, 'clerk'));
    const lost = [...acknowledged].filter((trackingNo) => !stand.has(trackingNo));
    expect(lost, `after killing the ${victim}`).toEqual([]);
    expect(await lantai(['verify', '--json', '--data', folder])).toMatchObject({ code: 0, json: { differences: [] } });
  }
  await product.stop();
}, 120_000);
