import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isJsonObject, type OcflFinding, type Reporter, startReport } from './findings.ts';
import { INVENTORY_FILE } from './inventory.ts';
import { LAYOUT_NAME, layoutConfig, toObjectPath } from './storage-root.ts';
import { isRegisteredName, validateObject } from './validate-object.ts';

/** Judges a storage root with all objects in it. Throws only when folders cannot be read. @standard OCFL 1.1 §4 */
export async function validateRoot(rootPath: string, isDeep: boolean): Promise<OcflFinding[]> {
  const reporter = startReport();
  const entries = await readdir(rootPath, { withFileTypes: true });
  const rootVersion = await judgeDeclaration(
    rootPath,
    entries.map((entry) => entry.name),
    reporter,
  );
  const isHashed = await judgeLayout(rootPath, reporter);
  const walker: Walker = { rootPath, reporter, isDeep, rootVersion, isHashed, ids: new Map() };
  for (const entry of entries) {
    if (entry.isSymbolicLink()) reporter.report('E090', entry.name, '存储根内不允许链接');
    if (!entry.isDirectory()) continue;
    if (entry.name === 'extensions') await judgeExtensions(rootPath, reporter);
    else await walk(walker, entry.name);
  }
  return reporter.findings;
}

type Walker = {
  rootPath: string;
  reporter: Reporter;
  isDeep: boolean;
  rootVersion: string | undefined;
  isHashed: boolean;
  ids: Map<string, string>;
};

async function judgeDeclaration(rootPath: string, names: readonly string[], { report }: Reporter): Promise<string | undefined> {
  const declarations = names.filter((name) => name.startsWith('0='));
  const [name] = declarations;
  if (name === undefined) {
    report('E069', '', '存储根缺少声明文件 0=ocfl_1.1');
    return undefined;
  }
  if (declarations.length > 1) report('E076', declarations.join('、'), '存储根有多个声明文件');
  const version = /^0=ocfl_(1\.[01])$/.exec(name)?.[1];
  if (!version) {
    report('E079', name, '声明文件名不是 0=ocfl_1.0 或 0=ocfl_1.1');
    return undefined;
  }
  if ((await readFile(join(rootPath, name), 'utf8')) !== `ocfl_${version}\n`) report('E080', name, '声明文件的内容与文件名不一致');
  return version;
}

/** True when objects must lie where the hashed n-tuple layout with its defaults puts them. */
async function judgeLayout(rootPath: string, { report }: Reporter): Promise<boolean> {
  const layout = await readJson(join(rootPath, 'ocfl_layout.json'));
  if (layout === undefined) return false;
  if (!isJsonObject(layout) || typeof layout['extension'] !== 'string' || typeof layout['description'] !== 'string') {
    report('E070', 'ocfl_layout.json', '布局文件须是含 extension 和 description 的 JSON');
    return false;
  }
  if (layout['extension'] !== LAYOUT_NAME) return false;
  const config = (await readJson(join(rootPath, 'extensions', LAYOUT_NAME, 'config.json'))) ?? layoutConfig;
  return isJsonObject(config) && Object.entries(layoutConfig).every(([key, value]) => (config[key] ?? value) === value);
}

/** Undefined when there is no such file, null when it is no JSON. */
async function readJson(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function judgeExtensions(rootPath: string, { report }: Reporter): Promise<void> {
  for (const entry of await readdir(join(rootPath, 'extensions'), { withFileTypes: true })) {
    const path = `extensions/${entry.name}`;
    if (!entry.isDirectory()) report('E112', path, 'extensions 内只能有扩展文件夹');
    else if (!isRegisteredName(entry.name)) report('W016', path, '扩展宜用已登记的名称');
  }
}

/** A folder with a declaration is an object and ends the hierarchy; one without holds only folders. */
async function walk(walker: Walker, folder: string): Promise<void> {
  const { rootPath, reporter } = walker;
  const entries = await readdir(join(rootPath, folder), { withFileTypes: true });
  if (entries.length === 0) return reporter.report('E073', folder, '存储根内有空文件夹');
  const isObject = entries.some((entry) => entry.name.startsWith('0=') || entry.name === INVENTORY_FILE);
  if (isObject) return await judgeObject(walker, folder);
  for (const entry of entries) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) await walk(walker, path);
    else if (entry.isSymbolicLink()) reporter.report('E090', path, '存储根内不允许链接');
    else reporter.report('E072', path, '存储层次内有不属于任何对象的文件');
  }
}

async function judgeObject(walker: Walker, folder: string): Promise<void> {
  const { rootPath, reporter, isDeep, rootVersion, ids } = walker;
  const options = { isDeep, ...(rootVersion && { rootVersion }) };
  reporter.findings.push(...(await validateObject(join(rootPath, folder), options, folder)));
  const inventory = await readJson(join(rootPath, folder, INVENTORY_FILE));
  const id = isJsonObject(inventory) ? inventory['id'] : undefined;
  if (typeof id !== 'string') return;
  const earlier = ids.get(id);
  if (earlier) reporter.report('E037', folder, `对象标识“${id}”与“${earlier}”的重复`);
  ids.set(id, folder);
  if (walker.isHashed && toObjectPath(id) !== folder) reporter.report('E083', folder, `对象“${id}”不在布局规定的位置 ${toObjectPath(id)}`);
}
