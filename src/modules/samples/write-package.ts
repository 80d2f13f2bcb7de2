import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { packageCode } from './category.ts';
import type { SamplePerson } from './people.ts';
import type { PlannedItem } from './plan.ts';
import { type Shoot, shootDossier } from './shoot.ts';
import type { TruthDossier, TruthItem } from './truth.ts';

/**
 * Writes a dossier as an exchange package (数字档案): a zip with XML, raw and optimised images.
 * @standard GB/T 33870-2017
 */
export async function writePackage(dir: string, person: SamplePerson, items: readonly PlannedItem[], shoot: Shoot): Promise<TruthDossier> {
  const base = `${person.name}${person.idNumber}`;
  const zip = new ZipFile();
  const written = pipeline(zip.outputStream, createWriteStream(path.join(dir, 'packages', `${base}.zip`)));
  // JPEG does not shrink further; the fixed time keeps two runs alike.
  const stored = { compress: false, mtime: new Date(Date.UTC(2024, 0, 2)) };
  zip.addBuffer(Buffer.from(packageXml(person, items)), `${base}/${base}.xml`, { ...stored, compress: true });
  const truths = new Set<TruthItem>();
  for await (const { item, truth, shot } of shootDossier(shoot, items, { isArranged: true, withOptimised: true })) {
    const file = imageName(item, truth.pages.length);
    zip.addBuffer(shot.raw, `${base}/图像数据/原始图像数据/${file}`, stored);
    if (shot.optimised) zip.addBuffer(shot.optimised, `${base}/图像数据/优化图像数据/${file}`, stored);
    truth.pages.push({ file, ...repeated(item, truth.pages.length), ...shot.truth });
    truths.add(truth);
  }
  zip.end();
  await written;
  return { person, form: 'package', path: `packages/${base}.zip`, items: [...truths] };
}

/** `1-1-001.jpg`, `4-1-2-003.jpg`: class, sequence, three-digit page from 001. */
export function imageName(item: PlannedItem, place: number): string {
  return `${item.categoryCode}-${item.sequence}-${String(place + 1).padStart(3, '0')}.jpg`;
}

/** Names the first scan where a side was scanned twice. */
export function repeated(item: PlannedItem, place: number): { duplicateOf?: string } {
  const repeats = item.sheets[place]?.repeats;
  return repeats === undefined ? {} : { duplicateOf: imageName(item, repeats) };
}

/** The package's XML. Pure. */
function packageXml(person: SamplePerson, items: readonly PlannedItem[]): string {
  const facts = [
    ['姓名', person.name],
    ['性别', person.sex],
    ['民族', person.ethnicity],
    ['出生日期', compact(person.birthDate)],
    ['公民身份号码', person.idNumber],
  ] as const;
  const entries = items.map((item) => {
    const names = item.sheets.map((_, place) => imageName(item, place));
    const nodes = [
      ['类号', packageCode(item.categoryCode)],
      ['序号', String(item.sequence)],
      ['材料名称', item.title],
      ['材料形成时间', compact(item.formedOn)],
      ['页数', String(names.length)],
      ['备注', ''],
      ...names.map((name) => ['原始图像数据', name] as const),
      ...names.map((name) => ['优化图像数据', name] as const),
    ] as const;
    return `    <档案目录条目>\n${nodes.map(([tag, text]) => `      ${node(tag, text)}`).join('\n')}\n    </档案目录条目>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<数字档案 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">',
    '  <人员基本信息>',
    ...facts.map(([tag, text]) => `    ${node(tag, text)}`),
    '  </人员基本信息>',
    '  <目录信息>',
    ...entries,
    '  </目录信息>',
    '</数字档案>',
    '',
  ].join('\n');
}

const compact = (day: string) => day.replaceAll('-', '');
const node = (tag: string, text: string) => `<${tag}>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</${tag}>`;
