import type { Actor } from '../../core/scope.ts';
import type { Db } from '../../platform/db.ts';
import type { House } from '../../platform/house.ts';
import { execute } from '../../platform/run.ts';

/** Any operation, through the one path of all calls; `db` is for finding who was made. */
export type Call = {
  <T = unknown>(actor: Actor | undefined, name: string, input: object, body?: AsyncIterable<Uint8Array>): Promise<T>;
  db: Db;
};

export function callerOf(house: House): Call {
  const implementations = new Map(house.modules.flatMap((m) => m.operations.map((i) => [i.operation.name, i] as const)));
  const call = <T>(actor: Actor | undefined, name: string, input: object, body?: AsyncIterable<Uint8Array>) => {
    const implementation = implementations.get(name);
    if (!implementation) throw new Error(`no operation ${name}`);
    return execute(house, { actor, door: 'cli', address: 'demo', ...(body ? { body } : {}) }, implementation, input) as Promise<T>;
  };
  return Object.assign(call, { db: house.db });
}
