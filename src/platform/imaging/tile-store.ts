import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { ImagingPool } from './pool.ts';
import type { Refusal } from './refusal.ts';
import type { Span, TileIndex } from './tiles.ts';

/** The tiles of one image: what there is, and the bytes of a part of it. Unmarked: for the server alone. */
export type TileSet = { ok: true; index: TileIndex; read: (span: Span) => Promise<Buffer> };

/** Tiles of images that are looked at closely, made at the first look and kept for the next ones. */
export type TileStore = {
  /** The tiles of a blob, cut in a decoder process if they are not there yet (0.2 s for A4 at 300 dpi). */
  open: (sha256: string, file: string) => Promise<TileSet | Refusal>;
};

/** Opens the store, empty, in a folder that `imaging` may write to. Past `maxBytes` the sets that were not opened longest go. */
export function openTileStore(imaging: Pick<ImagingPool, 'cutTiles'>, folder: string, maxBytes = 2 ** 30): TileStore {
  const kept = new Map<string, { set: TileSet & { file: string }; sizeBytes: number }>();
  const making = new Map<string, Promise<TileSet | Refusal>>();
  const emptied = fs.rm(folder, { recursive: true, force: true }).then(() => fs.mkdir(folder, { recursive: true, mode: 0o700 }));
  emptied.catch(() => {}); // whoever opens a set is told

  const make = async (sha256: string, image: string): Promise<TileSet | Refusal> => {
    await emptied;
    const file = path.join(folder, randomUUID());
    const cut = await imaging.cutTiles(image, file);
    if (!cut.ok) return cut;
    const set = await readSet(file);
    kept.set(sha256, { set, sizeBytes: cut.sizeBytes });
    let total = [...kept.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    for (const [key, { set: old, sizeBytes }] of kept) {
      if (total <= maxBytes || key === sha256) break;
      kept.delete(key);
      total -= sizeBytes;
      await fs.rm(old.file, { force: true });
    }
    return set;
  };

  return {
    open: async (sha256, image) => {
      const known = kept.get(sha256);
      if (known) {
        kept.delete(sha256);
        kept.set(sha256, known);
        return known.set;
      }
      const made = making.get(sha256) ?? make(sha256, image).finally(() => making.delete(sha256));
      making.set(sha256, made);
      return made;
    },
  };
}

async function readSet(file: string): Promise<TileSet & { file: string }> {
  const read = async ([offset, length]: Span) => {
    const handle = await fs.open(file);
    try {
      const { buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, offset);
      return buffer;
    } finally {
      await handle.close();
    }
  };
  const { size } = await fs.stat(file);
  const length = (await read([size - 4, 4])).readUInt32BE();
  const index = JSON.parse((await read([size - 4 - length, length])).toString()) as TileIndex;
  return { ok: true, index, file, read };
}
