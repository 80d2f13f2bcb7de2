import type { Issue } from '../../core/problem.ts';

const two = (n: number) => String(n).padStart(2, '0');

/** The address of a level without the position: `KF01-Q02-J05-A-03-2` = 库房-区-架-面-列-层. Pure. */
export const shelfAddress = (room: string, s: { zone: number; rack: number; face: string; bay: number; level: number }): string =>
  `${room}-Q${two(s.zone)}-J${two(s.rack)}-${s.face}-${two(s.bay)}-${s.level}`;

/** The address of a place: the level's and the position, three digits. Pure. */
export const placeAddress = (shelf: string, position: number): string => `${shelf}-${String(position).padStart(3, '0')}`;

/** A scanned or typed address: of a place, or of a level whose next free position is meant. Undefined when it is neither. Pure. */
export function readAddress(text: string): { shelf: string; position: number | undefined } | undefined {
  const match = /^([0-9A-Z]+-Q\d{2}-J\d{2}-[AB]-\d{2}-\d{1,2})(?:-(\d{1,3}))?$/.exec(
    text.normalize('NFKC').replace(/\s/g, '').toUpperCase(),
  );
  if (!match) return undefined;
  const [, shelf = '', position] = match;
  return { shelf, position: position === undefined ? undefined : Number(position) };
}

/** The parts of a level's address; undefined when it is none. Pure. */
export function readShelf(address: string) {
  const [, room = '', zone, rack, face, bay, level] = /^([0-9A-Z]+)-Q(\d{2})-J(\d{2})-([AB])-(\d{2})-(\d{1,2})$/.exec(address) ?? [];
  if (room === '') return undefined;
  return { room, shelf: { zone: Number(zone), rack: Number(rack), face: face as 'A' | 'B', bay: Number(bay), level: Number(level) } };
}

/** Rule 28: the two sides of a hand-over are two people. Pure. */
export const checkTwoSides = (barcode: string, handedOverBy: string | null, acceptedBy: string): Issue[] =>
  handedOverBy === acceptedBy ? [{ path: 'places', message: `卷 ${barcode} 由您移交，须由另一人接收`, rule: 'R28' }] : [];

/** Rules 26 and 27 for one level. `taken` are the positions in use; `bay` full means no position up to `capacity` is free. Pure. */
export function choosePosition(
  shelf: { address: string; capacity: number },
  taken: ReadonlySet<number>,
  wanted: number | undefined,
): { position: number } | { issue: Issue } {
  if (wanted !== undefined) {
    if (wanted < 1 || wanted > shelf.capacity)
      return {
        issue: { path: 'places', message: `库位 ${placeAddress(shelf.address, wanted)} 不存在：该层共 ${shelf.capacity} 位`, rule: 'R26' },
      };
    return taken.has(wanted)
      ? { issue: { path: 'places', message: `库位 ${placeAddress(shelf.address, wanted)} 已被占用`, rule: 'R27' } }
      : { position: wanted };
  }
  for (let position = 1; position <= shelf.capacity; position++) if (!taken.has(position)) return { position };
  return { issue: { path: 'places', message: `库位 ${shelf.address} 已满（${shelf.capacity} 位）`, rule: 'R26' } };
}
