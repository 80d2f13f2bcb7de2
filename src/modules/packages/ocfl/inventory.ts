import { createHash } from 'node:crypto';

/** Digest → paths with that content. */
export type DigestMap = Record<string, string[]>;
export type VersionUser = { name: string; address?: string };
export type VersionBlock = { created: string; state: DigestMap; message?: string; user?: VersionUser };

/** inventory.json of an OCFL object, as far as Lantai writes and reads it. @standard OCFL 1.1 §3.5 */
export type Inventory = {
  id: string;
  type: string;
  digestAlgorithm: 'sha512' | 'sha256';
  head: string;
  contentDirectory?: string;
  manifest: DigestMap;
  versions: Record<string, VersionBlock>;
  fixity?: Record<string, DigestMap>;
};

export const INVENTORY_TYPE = 'https://ocfl.io/1.1/spec/#inventory';
export const OBJECT_DECLARATION = { name: '0=ocfl_object_1.1', content: 'ocfl_object_1.1\n' };
export const INVENTORY_FILE = 'inventory.json';

/** Digests that every content file carries besides its SHA-512. */
export const fixityNames = ['sha256', 'sm3'] as const;
export type FixityName = (typeof fixityNames)[number];

/** A content file new in a version. */
export type NewContent = { sha512: string; contentPath: string; fixity: Record<FixityName, string> };

export type NextVersion = {
  id: string;
  state: ReadonlyMap<string, string>;
  added: readonly NewContent[];
  block: Omit<VersionBlock, 'state'>;
};

/** The inventory with one more version; earlier versions and their content paths stay as they are. Pure. */
export function addVersion(current: Inventory | undefined, next: NextVersion): Inventory {
  const head = nextVersionName(current);
  const manifest = { ...current?.manifest };
  const fixity: Record<string, DigestMap> = { ...current?.fixity };
  for (const { sha512, contentPath, fixity: digests } of next.added) {
    manifest[sha512] = [contentPath];
    for (const name of fixityNames)
      fixity[name] = { ...fixity[name], [digests[name]]: [...(fixity[name]?.[digests[name]] ?? []), contentPath] };
  }
  return {
    id: next.id,
    type: INVENTORY_TYPE,
    digestAlgorithm: 'sha512',
    head,
    ...(current?.contentDirectory !== undefined && { contentDirectory: current.contentDirectory }),
    manifest,
    versions: { ...current?.versions, [head]: { ...next.block, state: toDigestMap(next.state) } },
    fixity,
  };
}

/** `v1`, or one more than the head in the object's own way of counting (v2, or v0002). */
export function nextVersionName(current: Inventory | undefined): string {
  if (!current) return 'v1';
  const digits = current.head.slice(1);
  const next = String(Number(digits) + 1);
  return `v${digits.startsWith('0') ? next.padStart(digits.length, '0') : next}`;
}

/** Logical path → digest, of one version. */
export function stateOf(inventory: Inventory, version: string): Map<string, string> {
  const state = inventory.versions[version]?.state ?? {};
  return new Map(Object.entries(state).flatMap(([digest, paths]) => paths.map((path): [string, string] => [path, digest])));
}

export function serialise(inventory: Inventory): string {
  return `${JSON.stringify(inventory, null, 2)}\n`;
}

export function sidecarName(inventory: Pick<Inventory, 'digestAlgorithm'>): string {
  return `${INVENTORY_FILE}.${inventory.digestAlgorithm}`;
}

export function toSidecar(bytes: string | Uint8Array, algorithm: Inventory['digestAlgorithm']): string {
  return `${createHash(algorithm).update(bytes).digest('hex')} ${INVENTORY_FILE}\n`;
}

function toDigestMap(state: ReadonlyMap<string, string>): DigestMap {
  const map: DigestMap = {};
  for (const [path, digest] of state) {
    map[digest] ??= [];
    map[digest].push(path);
  }
  return map;
}
