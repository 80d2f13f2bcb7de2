type Range = { roomCode: string; zone: number | null; firstRack: number | null; lastRack: number | null };

/** What a stocktake covers: `KF01 1 区 3–5 架`. */
export function rangeOf({ roomCode, zone, firstRack, lastRack }: Range): string {
  if (zone === null) return `${roomCode} 全部`;
  const racks = firstRack === lastRack ? `${firstRack} 架` : `${firstRack}–${lastRack} 架`;
  return `${roomCode} ${zone} 区${firstRack === null ? '' : ` ${racks}`}`;
}
