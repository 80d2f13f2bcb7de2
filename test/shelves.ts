import type { Actor } from '../src/core/scope.ts';
import type { openTestHouse } from './house.ts';

type House = Pick<Awaited<ReturnType<typeof openTestHouse>>, 'call' | 'actorWith'>;

/** A room with four levels (`KF01-Q01-J01-A-01-1` to `-4`), and how to put dossiers of made-up persons on them. */
export async function openStackRoom({ call, actorWith }: House, capacity = 10) {
  const clerk = await actorWith(['parcel.sign', 'dossier.register', 'dossier.read', 'volume.handOver', 'volume.ask', 'stackroom.read']);
  const keeper = await actorWith(['volume.shelve', 'stackroom.read', 'stackroom.manage', 'volume.ask', 'stock.count']);
  const { roomId } = await call<{ roomId: string }>(keeper, 'stackroom.createRoom', { code: 'KF01', name: '一号库' });
  await call(keeper, 'stackroom.addShelves', {
    ...{ roomId, zone: 1, firstRack: 1, rackCount: 1, faces: 'A', bayCount: 1, levelCount: 4, capacity },
  });
  const made = { count: 0 };
  /** One dossier of one volume on a level. */
  const shelve = async (level: number) => {
    const [name, idNumber] = [`测试${'甲乙丙丁戊己庚辛壬癸'[made.count % 10]}`, idNumberOf(made.count++)];
    const { dossierId, barcodes } = await call<{ dossierId: string; barcodes: string[] }>(clerk, 'reception.registerDossier', {
      ...{ person: { name, idNumber }, previousInstitution: '某大学', inReason: 'graduation', principalCount: 1 },
    });
    const [barcode = ''] = barcodes;
    const { volumes } = await call<{ volumes: { id: string; barcode: string }[] }>(clerk, 'stackroom.findWaiting', { state: 'registered' });
    const volumeId = volumes.find((volume) => volume.barcode === barcode)?.id ?? '';
    await call(clerk, 'stackroom.handOver', { volumeIds: [volumeId] });
    await call(keeper, 'stackroom.shelve', { places: [{ barcode, address: levelAt(level) }] });
    return { dossierId, barcode, volumeId };
  };
  const lend = async (barcode: string, approver: Actor) => {
    const asked = { barcodes: [barcode], purpose: 'loan', takerUnit: '区教育局', taker: '李四', reason: '干部考察' };
    const { ticketIds } = await call<{ ticketIds: string[] }>(clerk, 'stackroom.askVolumes', asked);
    await call(approver, 'stackroom.approveLoans', { ticketIds });
    await call(keeper, 'stackroom.checkOut', { items: [{ barcode }] });
  };
  return { clerk, keeper, roomId, shelve, lend };
}

export const levelAt = (level: number) => `KF01-Q01-J01-A-01-${level}`;

function idNumberOf(n: number): string {
  const first = `11010119900101${String(n + 100)}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = [...first].reduce((total, digit, i) => total + Number(digit) * (weights[i] ?? 0), 0);
  return `${first}${'10X98765432'[sum % 11]}`;
}
