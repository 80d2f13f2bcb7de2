import fs from 'node:fs/promises';
import path from 'node:path';

/** One thing to be imported. A `package` is an archive, a `folder` a package or a vendor's volume not packed. */
export type Input = { kind: 'list' | 'package' | 'folder' | 'loose'; path: string };

const LIST = /\.(xlsx|xls|et|csv)$/i;
const LITTER = /^(Thumbs\.db|desktop\.ini|\.DS_Store|~\$.*|\._.*|truth\.json|.*\.manifest\.json)$/i;

/**
 * What lies at a path, in the order in which it is imported: lists first, for packages need registered people; then packages and volumes;
 * loose pages last. Folders that hold several volumes are looked into.
 */
export async function findInputs(target: string): Promise<Input[]> {
  const found = (await fs.stat(target)).isDirectory() ? await lookInto(target) : [inputOf(target)];
  const order = ['list', 'package', 'folder', 'loose'];
  return found.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

async function lookInto(folder: string): Promise<Input[]> {
  const entries = (await fs.readdir(folder, { withFileTypes: true })).filter(({ name }) => !LITTER.test(name));
  const files = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  if (isVolume(files, folders)) return [{ kind: 'folder', path: folder }];
  const inside: Input[] = files.map((name) => inputOf(path.join(folder, name)));
  for (const name of folders) inside.push(...(await lookInto(path.join(folder, name))));
  return inside.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A package has an XML, a vendor's volume a spreadsheet beside images or image folders. */
function isVolume(files: readonly string[], folders: readonly string[]): boolean {
  if (files.some((name) => /\.xml$/i.test(name))) return true;
  const hasImages = files.some((name) => /\.(jpe?g|tiff?|png)$/i.test(name)) || folders.some((name) => /图像/.test(name));
  return hasImages && files.some((name) => LIST.test(name));
}

function inputOf(file: string): Input {
  if (LIST.test(file)) return { kind: 'list', path: file };
  return { kind: /\.zip$/i.test(file) ? 'package' : 'loose', path: file };
}
