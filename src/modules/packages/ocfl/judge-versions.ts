import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Reporter, readVersionName, within } from './findings.ts';
import { INVENTORY_FILE, type Inventory, stateOf, type VersionBlock } from './inventory.ts';
import { judgeInventory } from './judge-inventory.ts';
import { judgeSidecar } from './judge-sidecar.ts';

/** Judges the version folders against the root inventory. @standard OCFL 1.1 §3.3, §3.7 */
export async function judgeVersions(
  objectPath: string,
  root: Inventory,
  rootBytes: Buffer,
  folders: readonly string[],
  reporter: Reporter,
): Promise<void> {
  let earlierType = '';
  const versions = Object.keys(root.versions).toSorted((a, b) => (readVersionName(a)?.number ?? 0) - (readVersionName(b)?.number ?? 0));
  for (const version of versions) {
    if (!folders.includes(version)) {
      reporter.report('E046', version, '清单中有这个版本，但没有它的文件夹');
      continue;
    }
    const inventory = await judgeVersion(objectPath, root, rootBytes, version, reporter);
    if (inventory && inventory.type < earlierType) reporter.report('E103', version, '比前一版本使用更旧的 OCFL 版本');
    earlierType = inventory?.type ?? earlierType;
  }
}

/** The inventory that speaks for a version: its own, or for the newest the root's, which must be the same file. */
async function judgeVersion(
  objectPath: string,
  root: Inventory,
  rootBytes: Buffer,
  version: string,
  reporter: Reporter,
): Promise<Inventory | undefined> {
  const bytes = await judgeFolder(objectPath, root, version, reporter);
  if (!bytes) return undefined;
  if (version !== root.head) return await judgeEarlier(objectPath, root, version, bytes, reporter);
  if (!bytes.equals(rootBytes)) reporter.report('E064', version, '最新版本的清单与对象最外层的清单不一致');
  await judgeSidecar(objectPath, version, bytes, root.digestAlgorithm, reporter);
  return root;
}

async function judgeEarlier(
  objectPath: string,
  root: Inventory,
  version: string,
  bytes: Buffer,
  reporter: Reporter,
): Promise<Inventory | undefined> {
  const inventory = judgeInventory(bytes.toString('utf8'), undefined, within(reporter, `${version}/${INVENTORY_FILE}`));
  if (!inventory) return undefined;
  await judgeSidecar(objectPath, version, bytes, inventory.digestAlgorithm, reporter);
  compareWithRoot(root, inventory, version, reporter);
  return inventory;
}

/** Only the inventory, its digest and the content folder belong into a version's folder. Returns the inventory's bytes, if any. */
async function judgeFolder(objectPath: string, root: Inventory, version: string, { report }: Reporter): Promise<Buffer | undefined> {
  const entries = await readdir(join(objectPath, version), { withFileTypes: true });
  for (const entry of entries) {
    const path = `${version}/${entry.name}`;
    if (entry.isDirectory() && entry.name !== (root.contentDirectory ?? 'content'))
      report('W002', path, '版本文件夹内不宜有内容文件夹以外的文件夹');
    if (entry.isFile() && !/^inventory\.json(\.[a-z0-9]+)?$/.test(entry.name)) report('E015', path, '版本文件夹内有规范以外的文件');
  }
  if (entries.some((entry) => entry.name === INVENTORY_FILE)) return await readFile(join(objectPath, version, INVENTORY_FILE));
  report('W010', version, '版本文件夹宜有自己的清单');
  return undefined;
}

function compareWithRoot(root: Inventory, earlier: Inventory, folder: string, { report }: Reporter): void {
  if (earlier.id !== root.id) report('E110', folder, `对象标识“${earlier.id}”与最外层清单的不同`);
  if (earlier.head !== folder) report('E040', folder, `版本清单的 head 为 ${earlier.head}，应为 ${folder}`);
  if ((earlier.contentDirectory ?? 'content') !== (root.contentDirectory ?? 'content'))
    report('E020', folder, '内容文件夹名在版本之间改变了');
  for (const [version, before] of Object.entries(earlier.versions)) {
    const now = root.versions[version];
    if (!now || !isSameState(root, earlier, version)) report('E066', folder, `其清单中的 ${version} 与最外层清单的状态不同`);
    if (now && !isSameStory(now, before)) report('W011', folder, `其清单中 ${version} 的时间、说明或人员与最外层清单不同`);
  }
}

function isSameStory(a: VersionBlock, b: VersionBlock): boolean {
  return a.created === b.created && a.message === b.message && isDeepStrictEqual(a.user, b.user);
}

/** The same logical paths with the same content files: digests may be of another algorithm. */
function isSameState(root: Inventory, earlier: Inventory, version: string): boolean {
  const [now, before] = [stateOf(root, version), stateOf(earlier, version)];
  if (now.size !== before.size) return false;
  return [...before].every(([path, digest]) => {
    const held = new Set(root.manifest[now.get(path) ?? ''] ?? []);
    return (earlier.manifest[digest] ?? []).every((contentPath) => held.has(contentPath));
  });
}
