import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type OcflFinding, type Reporter, readVersionName, startReport, within } from './findings.ts';
import { INVENTORY_FILE, type Inventory } from './inventory.ts';
import { judgeContent } from './judge-content.ts';
import { judgeInventory } from './judge-inventory.ts';
import { judgeSidecar } from './judge-sidecar.ts';
import { judgeVersions } from './judge-versions.ts';

export type ValidateOptions = {
  /** Reads every content file and compares all digests. Without it only names and structure are judged. */
  isDeep: boolean;
  /** Newest OCFL version allowed, from the storage root (E081). */
  rootVersion?: string;
};

/** Judges an object by its folder. `prefix` stands before every path reported. Throws only when the folder cannot be read. */
export async function validateObject(objectPath: string, options: ValidateOptions, prefix = ''): Promise<OcflFinding[]> {
  const reporter = startReport(prefix);
  const entries = await readdir(objectPath, { withFileTypes: true });
  const names = entries.map((entry) => entry.name);
  const specVersion = await judgeDeclaration(objectPath, names, options.rootVersion, reporter);
  for (const link of entries.filter((entry) => !entry.isFile() && !entry.isDirectory())) {
    reporter.report('E090', link.name, '对象中不允许链接或特殊文件');
  }
  if (!names.includes(INVENTORY_FILE)) {
    reporter.report('E063', INVENTORY_FILE, '对象缺少清单 inventory.json');
    return reporter.findings;
  }
  const bytes = await readFile(join(objectPath, INVENTORY_FILE));
  const inventory = judgeInventory(bytes.toString('utf8'), specVersion, within(reporter, INVENTORY_FILE));
  judgeNames(entries, inventory, reporter);
  await judgeExtensions(objectPath, names, reporter);
  if (!inventory) return reporter.findings;
  await judgeSidecar(objectPath, '', bytes, inventory.digestAlgorithm, reporter);
  const folders = entries.filter((entry) => entry.isDirectory() && readVersionName(entry.name)).map((entry) => entry.name);
  await judgeVersions(objectPath, inventory, bytes, folders, reporter);
  await judgeContent(objectPath, inventory, folders, options.isDeep, reporter);
  return reporter.findings;
}

/** NAMASTE: one file `0=ocfl_object_1.x` whose content repeats its name. */
async function judgeDeclaration(
  objectPath: string,
  names: readonly string[],
  rootVersion: string | undefined,
  { report }: Reporter,
): Promise<string | undefined> {
  const declarations = names.filter((name) => name.startsWith('0='));
  const [name] = declarations;
  if (name === undefined) {
    report('E003', '', '对象缺少声明文件 0=ocfl_object_1.1');
    return undefined;
  }
  if (declarations.length > 1) report('E003', declarations.join('、'), '对象有多个声明文件');
  const version = /^0=ocfl_object_(1\.[01])$/.exec(name)?.[1];
  if (!version) {
    report('E006', name, '声明文件名不是 0=ocfl_object_1.0 或 0=ocfl_object_1.1');
    return undefined;
  }
  if ((await readFile(join(objectPath, name), 'utf8')) !== `ocfl_object_${version}\n`) report('E007', name, '声明文件的内容与文件名不一致');
  if (rootVersion !== undefined && version > rootVersion) report('E081', name, `对象声明的版本 ${version} 比存储根的 ${rootVersion} 新`);
  return version;
}

type Entry = { name: string; isDirectory(): boolean; isFile(): boolean };

function judgeNames(entries: readonly Entry[], inventory: Inventory | undefined, { report }: Reporter): void {
  for (const { name } of entries.filter((entry) => entry.isFile())) {
    if (!isRootFile(name, inventory)) report('E001', name, '对象最外层有规范以外的文件');
  }
  for (const { name } of entries.filter((entry) => entry.isDirectory() && entry.name !== 'extensions' && entry.name !== 'logs')) {
    if (!readVersionName(name)) report('E001', name, '对象最外层有规范以外的文件夹');
    else if (inventory && !Object.hasOwn(inventory.versions, name)) report('E046', name, '有版本文件夹，但清单中没有这个版本');
  }
}

/** Without a readable inventory any sidecar may be the right one. */
function isRootFile(name: string, inventory: Inventory | undefined): boolean {
  if (name === INVENTORY_FILE || name.startsWith('0=')) return true;
  return inventory ? name === `${INVENTORY_FILE}.${inventory.digestAlgorithm}` : name.startsWith(`${INVENTORY_FILE}.`);
}

async function judgeExtensions(objectPath: string, names: readonly string[], { report }: Reporter): Promise<void> {
  if (!names.includes('extensions')) return;
  for (const entry of await readdir(join(objectPath, 'extensions'), { withFileTypes: true })) {
    const path = `extensions/${entry.name}`;
    if (!entry.isDirectory()) report('E067', path, 'extensions 内只能有扩展文件夹');
    else if (!isRegisteredName(entry.name)) report('W013', path, '扩展宜用已登记的名称');
  }
}

/** Registered extensions are numbered; `initial` is the one exception. */
export function isRegisteredName(name: string): boolean {
  return /^\d{4}-[a-z0-9-]+$/.test(name) || name === 'initial';
}
