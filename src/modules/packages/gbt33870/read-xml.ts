import { SaxesParser } from 'saxes';
import type { Issue } from '../../../core/problem.ts';
import { decodeText, tidy } from '../text.ts';
import { type EntryField, entryNames, type HeaderField, headerNames, type RawCatalogue, type RawEntry } from './types.ts';

/** Bytes of XML read; 20,000 entries with their image lists are about 12 MB. */
export const XML_BYTES_LIMIT = 64 * 1024 ** 2;

export type ReadXml = { catalogue: RawCatalogue | undefined; issues: Issue[] };

/**
 * Reads the XML of a package in UTF-8, UTF-16 or GB18030 with any of the element names seen in the field. Entities and document
 * types are refused: no exporter needs one, and they are how XML attacks its reader. `catalogue` is absent when it cannot be parsed.
 */
export function readXml(bytes: Uint8Array, path: string): ReadXml {
  const decoded = decodeText(bytes);
  if (!decoded) return refuse(path, '不是 UTF-8 或 GB18030 编码，请重新导出');
  const reader = startReader(path);
  try {
    parse(decoded.text, reader);
  } catch (error) {
    return refuse(path, error instanceof Error ? error.message : String(error));
  }
  return { catalogue: reader.catalogue, issues: reader.issues };
}

function refuse(path: string, what: string): ReadXml {
  return { catalogue: undefined, issues: [{ path, message: `“${path}”${what}`, rule: 'R56' }] };
}

const ROOT = '数字档案';
const HEADER = '人员基本信息';
const LIST = '目录信息';
const ENTRY = '档案目录条目';

/** Element names seen in other exporters, besides the standard's own. 人员ID and 份数 are read over: no field of ours holds them. */
const headerFields = new Map<string, HeaderField>([
  ...Object.entries(headerNames).map(([field, name]): [string, HeaderField] => [name, field as HeaderField]),
  ['身份证号', 'idNumber'],
  ['身份证号码', 'idNumber'],
  ['名族', 'ethnicity'],
]);
const entryFields = new Map<string, EntryField>(
  Object.entries(entryNames).map(([field, name]): [string, EntryField] => [name, field as EntryField]),
);
const imageSets = new Map<string, 'rawImages' | 'optimisedImages'>([
  ['原始图像数据', 'rawImages'],
  ['优化图像数据', 'optimisedImages'],
  ['高清图像数据', 'optimisedImages'],
]);
const passedOver = new Set(['人员ID', '份数']);

type Reader = {
  path: string;
  catalogue: RawCatalogue;
  issues: Issue[];
  stack: string[];
  text: string;
  entry: RawEntry | undefined;
  headers: number;
};

function startReader(path: string): Reader {
  return { path, catalogue: { header: {}, entries: [] }, issues: [], stack: [], text: '', entry: undefined, headers: 0 };
}

/** The parser's `error` event does not stop it by itself, so every handler that must stop it throws. */
function parse(text: string, reader: Reader): void {
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw new Error(`不是规范的 XML（${error.message}），请重新导出`, { cause: error });
  });
  parser.on('doctype', () => {
    throw new Error('含文档类型声明（DOCTYPE），可能有害，已拒绝；请去掉后重新导出');
  });
  parser.on('opentag', (tag) => openElement(reader, tag.name));
  parser.on('text', (piece) => {
    reader.text += piece;
  });
  parser.on('cdata', (piece) => {
    reader.text += piece;
  });
  parser.on('closetag', (tag) => closeElement(reader, tag.name));
  parser.write(text).close();
  if (reader.headers === 0) reader.issues.push({ path: reader.path, message: `缺少“${HEADER}”，请重新导出`, rule: 'R56' });
  if (reader.headers > 1) {
    reader.issues.push({ path: reader.path, message: `有 ${reader.headers} 个“${HEADER}”；一个数据包只能是一个人，请拆分`, rule: 'R56' });
  }
}

function openElement(reader: Reader, name: string): void {
  if (reader.stack.length === 0 && name !== ROOT) throw new Error(`的根节点是“${name}”，应为“${ROOT}”；请确认这是干部人事档案数据包`);
  if (reader.stack.length > 16) throw new Error('节点层次过深，已拒绝；请重新导出');
  reader.stack.push(name);
  reader.text = '';
  if (name === HEADER) reader.headers += 1;
  if (name !== ENTRY) return;
  const path = `${reader.path}#${ENTRY}[${reader.catalogue.entries.length + 1}]`;
  reader.entry = { path, fields: {}, rawImages: [], optimisedImages: [] };
  reader.catalogue.entries.push(reader.entry);
}

function closeElement(reader: Reader, name: string): void {
  reader.stack.pop();
  const text = tidy(reader.text);
  reader.text = '';
  if (name === ENTRY) reader.entry = undefined;
  if (isStructure(name)) return;
  // One exporter appends _Text to its element names, beside or inside the plain ones.
  const plain = name.replace(/_Text$/, '');
  const isKnown = reader.entry ? takeEntryField(reader.entry, plain, text) : takeHeaderField(reader, plain, text);
  if (!isKnown && !passedOver.has(plain)) warnUnknown(reader, name);
}

function isStructure(name: string): boolean {
  return name === ROOT || name === HEADER || name === LIST || name === ENTRY || name === '图像数据';
}

function takeEntryField(entry: RawEntry, name: string, text: string): boolean {
  const set = imageSets.get(name);
  if (set) {
    if (text !== '') entry[set].push(text);
    return true;
  }
  const field = entryFields.get(name);
  if (field) entry.fields[field] ??= text;
  return field !== undefined;
}

function takeHeaderField(reader: Reader, name: string, text: string): boolean {
  const field = headerFields.get(name);
  if (field && reader.stack.includes(HEADER)) reader.catalogue.header[field] ||= text;
  return field !== undefined;
}

function warnUnknown(reader: Reader, name: string): void {
  const path = `${reader.path}#${name}`;
  if (reader.issues.some((issue) => issue.path === path)) return;
  reader.issues.push({ path, message: `节点“${name}”不在标准中，其内容没有读取；请确认不需要`, rule: 'R56', severity: 'warning' });
}
