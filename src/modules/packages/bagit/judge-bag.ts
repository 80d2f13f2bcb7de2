import type { Issue } from '../../../core/problem.ts';
import { type DigestName, measure, readAll } from '../digests.ts';
import type { PackageSource, SourceFile } from '../source/types.ts';
import { decodeText } from '../text.ts';
import { toSafePath } from '../zip/entry-names.ts';

const TAG_BYTES_LIMIT = 64 * 1024 ** 2;
const ALGORITHMS: readonly DigestName[] = ['md5', 'sha1', 'sha256', 'sha512', 'sm3'];

/** True when the source is a bag (RFC 8493): `bagit.txt` at its top. */
export function isBag(source: PackageSource): boolean {
  return source.files.some((file) => file.path === 'bagit.txt');
}

/**
 * Judges a bag by RFC 8493: declaration, payload manifests, tag manifests, Payload-Oxum, nothing missing, nothing unlisted, every
 * digest right. A bag with fetch.txt is complete only when all is already here. Every payload byte is read once for each algorithm.
 * @standard RFC 8493 §2, §3
 */
export async function judgeBag(source: PackageSource): Promise<Issue[]> {
  const bag: Bag = { files: new Map(source.files.map((file) => [file.path, file])), issues: [] };
  const tags = [...bag.files.keys()].filter((path) => !path.startsWith('data/'));
  await judgeDeclaration(bag);
  const manifests = tags.flatMap((path) => toManifest(path, 'manifest'));
  if (manifests.length === 0) report(bag, '', 'bagit.manifest', '缺少 manifest-算法.txt，无法核对内容；请重新制作数据包');
  const payload = [...bag.files.keys()].filter((path) => path.startsWith('data/'));
  if (payload.length === 0) report(bag, 'data', 'bagit.payload', '没有 data 文件夹或其中没有文件；请重新制作数据包');
  for (const manifest of manifests) await judgeManifest(bag, manifest, payload);
  for (const manifest of tags.flatMap((path) => toManifest(path, 'tagmanifest'))) await judgeManifest(bag, manifest, []);
  await judgeOxum(bag, payload);
  return bag.issues;
}

type Bag = { files: ReadonlyMap<string, SourceFile>; issues: Issue[] };
type Manifest = { path: string; algorithm: string };

function report(bag: Bag, path: string, rule: string, message: string): void {
  bag.issues.push({ path, message: path ? `“${path}”${message}` : message, rule });
}

function toManifest(path: string, prefix: string): Manifest[] {
  const algorithm = new RegExp(`^${prefix}-([a-z0-9]+)\\.txt$`).exec(path)?.[1];
  return algorithm ? [{ path, algorithm }] : [];
}

async function readTag(bag: Bag, path: string): Promise<string | undefined> {
  const file = bag.files.get(path);
  if (!file) return undefined;
  const bytes = await readAll(await file.open(), TAG_BYTES_LIMIT).catch(() => undefined);
  const text = bytes && decodeText(bytes)?.text;
  if (text === undefined) report(bag, path, 'bagit.tag', '无法读取或过大；请重新制作数据包');
  return text;
}

async function judgeDeclaration(bag: Bag): Promise<void> {
  const text = (await readTag(bag, 'bagit.txt')) ?? '';
  if (/^BagIt-Version: \d+\.\d+\r?\n?Tag-File-Character-Encoding: \S+\s*$/.test(text.replace(/\r\n?/g, '\n'))) return;
  report(bag, 'bagit.txt', 'bagit.declaration', '内容不符合 BagIt 规定的两行声明；请重新制作数据包');
}

async function judgeManifest(bag: Bag, { path, algorithm }: Manifest, payload: readonly string[]): Promise<void> {
  const name = ALGORITHMS.find((known) => known === algorithm);
  const text = await readTag(bag, path);
  if (!name) return report(bag, path, 'bagit.algorithm', `使用的摘要算法 ${algorithm} 不受支持；请改用 sha256 或 sha512`);
  if (text === undefined) return;
  const listed = new Set<string>();
  for (const line of text.split(/\r\n?|\n/).filter(Boolean)) await judgeLine(bag, path, name, line, listed);
  for (const file of payload.filter((candidate) => !listed.has(candidate))) {
    report(bag, file, 'bagit.unlisted', `没有列入 ${path}，来源不明；请核对后重新制作数据包`);
  }
}

async function judgeLine(bag: Bag, manifest: string, name: DigestName, line: string, listed: Set<string>): Promise<void> {
  const found = /^([0-9a-fA-F]+)[ \t]+\*?(.+)$/.exec(line);
  // RFC 8493 §2.1.3: only line breaks and % are escaped in paths.
  const path = (found?.[2] ?? '').replace(/%0A/gi, '\n').replace(/%0D/gi, '\r').replace(/%25/g, '%').replace(/^\.\//, '');
  if (!found) return report(bag, manifest, 'bagit.manifest', `有一行无法识别：${line.slice(0, 80)}；请重新制作数据包`);
  if ('problem' in toSafePath(path, 100)) return report(bag, manifest, 'bagit.path', `列出的“${path}”指向包外，已拒绝`);
  if (listed.has(path)) report(bag, manifest, 'bagit.manifest', `重复列出“${path}”；请重新制作数据包`);
  listed.add(path);
  const file = bag.files.get(path);
  if (!file) return report(bag, path, 'bagit.missing', `列在 ${manifest} 中但数据包内没有；请重新传送`);
  const actual = await measure(await file.open(), [name]).then(
    (facts) => facts.digests[name],
    () => '',
  );
  if (actual !== found[1]?.toLowerCase())
    report(bag, path, 'bagit.digest', `摘要（${name}）与 ${manifest} 不符，疑似损坏或被改动；请重新传送`);
}

async function judgeOxum(bag: Bag, payload: readonly string[]): Promise<void> {
  const info = bag.files.has('bag-info.txt') ? await readTag(bag, 'bag-info.txt') : undefined;
  const oxum = /^Payload-Oxum: *(\d+)\.(\d+)\s*$/im.exec(info ?? '');
  if (!oxum) return;
  const total = payload.reduce((sum, path) => sum + (bag.files.get(path)?.sizeBytes ?? 0), 0);
  if (Number(oxum[1]) === total && Number(oxum[2]) === payload.length) return;
  const message = `总件数或总字节数与说明不符：说明 ${oxum[2]} 个文件 ${oxum[1]} 字节，实有 ${payload.length} 个 ${total} 字节；请核对传送是否完整`;
  bag.issues.push({ path: 'bag-info.txt', message, rule: 'R62' });
}
