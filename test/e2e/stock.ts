import { registerDossier } from '../../src/modules/reception/contract.ts';
import { addShelves, createRoom, findWaiting, handOver, shelve } from '../../src/modules/stackroom/contract.ts';
import { addUser, signInAt } from './product.ts';

const people = ['110101199001011237', '110101199001012352', '110101199001013451'];

/** A clerk, a keeper, a room of three levels, and three volumes: two on the first level, one on the second. Returns their bar codes. */
export async function stockUp(url: string): Promise<string[]> {
  await addUser(url, 'clerk', '赵收件', ['clerk']);
  await addUser(url, 'keeper', '吴库管', ['shelver']);
  const [clerk, keeper] = [await signInAt(url, 'clerk'), await signInAt(url, 'keeper')];
  const { roomId } = (await keeper(createRoom, { code: 'KF01', name: '一号库' })) as { roomId: string };
  await keeper(addShelves, { roomId, zone: 1, firstRack: 1, rackCount: 1, faces: 'A', bayCount: 1, levelCount: 3, capacity: 20 });
  const barcodes: string[] = [];
  for (const [i, idNumber] of people.entries()) {
    const made = (await clerk(registerDossier, {
      ...{ person: { name: `测试${'甲乙丙'[i]}`, idNumber }, previousInstitution: '某大学', inReason: 'graduation', principalCount: 1 },
      ...{ kind: 'floating', custody: 'individual', counterpartCount: 0 },
    } as never)) as { barcodes: string[] };
    barcodes.push(made.barcodes[0] ?? '');
  }
  const { volumes } = (await clerk(findWaiting, { state: 'registered', limit: 10 })) as { volumes: { id: string }[] };
  await clerk(handOver, { volumeIds: volumes.map(({ id }) => id) });
  await keeper(shelve, { places: barcodes.map((barcode, i) => ({ barcode, address: `KF01-Q01-J01-A-01-${i < 2 ? 1 : 2}` })) });
  return barcodes;
}
