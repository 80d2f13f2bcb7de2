import { findInstitutionIds } from '../../modules/accounts/index.ts';
import { makePeople } from '../../modules/samples/index.ts';
import type { DataFolder } from '../../platform/data-folder.ts';
import type { House } from '../../platform/house.ts';
import { makeActors } from './actors.ts';
import { callerOf } from './call.ts';
import { digitise } from './digitisation.ts';
import { makeHistory } from './history.ts';

const PEOPLE = 200;
const DIGITISED = 12;
const SEED = 20210104;

/**
 * Fills an empty instance with the demonstration centre by the product's own operations: three years of desk and store room under a
 * clock that runs from 2021 to 2023, then twelve dossiers through the digitisation line.
 * Nothing happens where an institution stands already. `link` is the set-up link.
 */
export async function makeDemo(house: House, folder: DataFolder, link: () => Promise<string | undefined>): Promise<void> {
  if ((await findInstitutionIds(house.db)).length > 0) return;
  process.stderr.write('lantai: 正在建立示例中心（约两分钟） making the demonstration centre…\n');
  const clock = { now: new Date('2021-01-04T00:30:00Z') };
  const call = callerOf({ ...house, clock: () => clock.now });
  const actors = await makeActors(call, (await link()) ?? '', folder);
  await makeHistory(call, clock, actors, makePeople(SEED, PEOPLE));
  await digitise(callerOf(house), actors, SEED, DIGITISED); // under the house's own clock: its background steps know no other
}
