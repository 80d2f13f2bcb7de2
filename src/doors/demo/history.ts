import type { Actor } from '../../core/scope.ts';
import { addDays, type LocalDate, startOf } from '../../core/time.ts';
import type { SamplePerson } from '../../modules/samples/index.ts';
import type { Actors } from './actors.ts';
import type { Call } from './call.ts';

type Clock = { now: Date };
type Desk = { call: Call; clock: Clock; actors: Actors; stacks: ReturnType<typeof openStacks> };

/** How many people arrive in each month of a year: graduation season from July to September. */
const SEASON = [3, 2, 4, 3, 3, 5, 16, 14, 8, 3, 3, 3];
const SHELF = { zone: 1, firstRack: 1, rackCount: 4, faces: 'AB', bayCount: 5, levelCount: 6, capacity: 30 } as const;

/**
 * Three years of a centre's days, 2021 to 2023: parcels signed for, dossiers registered, handed over, shelved, days closed; with what
 * really happens: registrations that run over into the next day, and parcels that are not for this centre.
 */
export async function makeHistory(call: Call, clock: Clock, actors: Actors, people: readonly SamplePerson[]): Promise<void> {
  clock.now = at('2021-01-04', 9);
  const { roomId } = await call<{ roomId: string }>(actors.shelver, 'stackroom.createRoom', { code: 'KF01', name: '一号库房' });
  await call(actors.shelver, 'stackroom.addShelves', { roomId, ...SHELF });
  const desk = { call, clock, actors, stacks: openStacks() };
  const queue = [...people];
  for (const year of [2021, 2022, 2023]) {
    clock.now = at(`${year}-01-05`, 9);
    for (const [work, quantity] of [
      ['receive', 66],
      ['handOver', 66],
      ['keep', 66],
    ] as const)
      await call(actors.leader, 'evaluation.setPlan', { year, work, quantity });
    for (const [month, count] of SEASON.entries()) {
      const arrivals = queue.splice(0, count);
      for (let i = 0; i < arrivals.length; i += 4) {
        const day = addDays(`${year}-${String(month + 1).padStart(2, '0')}-06`, Math.floor(i / 4) * 3);
        await workDay(desk, day, arrivals.slice(i, i + 4));
      }
    }
  }
}

const at = (day: LocalDate, hour: number, minute = 0) => new Date(startOf(day).getTime() + (hour * 60 + minute) * 60_000);

/** One day: a parcel with the list of those who came together, and now and then one that can't be dealt with. */
async function workDay({ call, clock, actors, stacks }: Desk, day: LocalDate, arrivals: readonly SamplePerson[]) {
  const [first] = arrivals;
  if (!first) return;
  const number = `1${day.replaceAll('-', '')}`;
  clock.now = at(day, 9, 10);
  const parcel = { carrier: 'confidential-post', sender: first.formerCustodian };
  const { parcelId } = await call<{ parcelId: string }>(actors.clerk, 'reception.signParcel', {
    ...parcel,
    trackingNo: `${number}001`,
    listedCount: arrivals.length,
  });
  const isOdd = arrivals.length === 2 && day.slice(5, 7) === '06';
  if (isOdd) await strayParcel({ call, clock, actors, stacks }, day, `${number}002`);
  const isLate = arrivals.length === 3 && day.slice(5, 7) < '04'; // on some days the work runs over into the next
  const registered: Registered[] = [];
  for (const [i, person] of arrivals.entries()) {
    clock.now = at(isLate && i > 0 ? addDays(day, 1) : day, 10, i * 6);
    registered.push(await register(call, actors.clerk, parcelId, person));
  }
  clock.now = new Date(clock.now.getTime() + 3 * 3_600_000);
  const waiting = await call<{ volumes: { id: string }[] }>(actors.clerk, 'stackroom.findWaiting', { state: 'registered' });
  await call(actors.clerk, 'stackroom.handOver', { volumeIds: waiting.volumes.map(({ id }) => id) });
  clock.now = new Date(clock.now.getTime() + 40 * 60_000);
  await call(actors.shelver, 'stackroom.shelve', {
    places: registered.flatMap(({ barcodes }) => barcodes).map((barcode) => ({ barcode, address: stacks.next() })),
  });
  await call(actors.clerk, 'transfer.sendAcknowledgements', { dossierIds: registered.map(({ dossierId }) => dossierId) });
  if (isLate) return;
  clock.now = at(day, 17, 30);
  await call(actors.clerk, 'reception.closeDay', { day });
}

/** Not for us: suspended until the sender is reached, then sent back. */
async function strayParcel({ call, clock, actors }: Desk, day: LocalDate, trackingNo: string) {
  const { parcelId } = await call<{ parcelId: string }>(actors.clerk, 'reception.signParcel', {
    carrier: 'ems',
    trackingNo,
    sender: '示例职业技术学院',
  });
  await call(actors.clerk, 'reception.suspendParcel', { parcelId, reason: '无调档函，已电话联系来档单位' });
  clock.now = at(day, 16);
  await call(actors.clerk, 'reception.returnParcel', { parcelId, reason: '非本中心存档人员，退回来档单位' });
  clock.now = at(day, 9, 40);
}

type Registered = { dossierId: string; barcodes: string[] };

async function register(
  call: Call,
  clerk: Actor,
  parcelId: string,
  { name, idNumber, phone, school, employer, formerCustodian }: SamplePerson,
): Promise<Registered> {
  const person = { name, idNumber, phone, school, employer };
  const input = { parcelId, person, previousInstitution: formerCustodian, inReason: 'graduation', reason: '已与证件原件核对' };
  return call<Registered>(clerk, 'reception.registerDossier', input);
}

/** Levels filled one after the other, 25 volumes each. */
function openStacks() {
  let count = 0;
  return {
    next: () => {
      const level = Math.floor(count / 25);
      count += 1;
      const [rack, side] = [1 + Math.floor(level / 60), Math.floor(level / 30) % 2 === 0 ? 'A' : 'B'];
      return `KF01-Q01-J0${rack}-${side}-0${1 + (Math.floor(level / 6) % 5)}-${1 + (level % 6)}`;
    },
  };
}
