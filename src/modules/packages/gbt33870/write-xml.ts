import { toPackageCode } from '../categories.ts';
import { toCompactDate } from '../partial-date.ts';
import type { Dossier, DossierItem } from './dossier.ts';
import { toImageName } from './image-names.ts';

/** Images of one item as counted by the writer. */
export type ItemCounts = { rawCount: number; optimisedCount: number };

/** The XML of a package, with the standard's names only. Text must hold no characters that XML forbids. */
export function writeXml(dossier: Dossier, countsOf: (item: DossierItem) => ItemCounts): string {
  const { personName, sex, ethnicity, birthDate, idNumber } = dossier.header;
  const header = [
    element('姓名', personName),
    element('性别', sex),
    element('民族', ethnicity),
    element('出生日期', birthDate ? toCompactDate(birthDate) : ''),
    element('公民身份号码', idNumber),
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<数字档案 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">',
    '  <人员基本信息>',
    ...header.map((line) => `    ${line}`),
    '  </人员基本信息>',
    '  <目录信息>',
    ...dossier.items.flatMap((item) => writeItem(item, countsOf(item))),
    '  </目录信息>',
    '</数字档案>',
    '',
  ].join('\n');
}

/** True when XML 1.0 can carry every character of a text: a lone surrogate or a control character cannot be written at all. */
export function isXmlText(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what XML forbids
  return text.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text);
}

function writeItem(item: DossierItem, { rawCount, optimisedCount }: ItemCounts): string[] {
  const images = (name: string, count: number) =>
    Array.from({ length: count }, (_, index) => element(name, toImageName(item.categoryCode, item.sequence, index + 1)));
  const lines = [
    element('类号', toPackageCode(item.categoryCode)),
    element('序号', String(item.sequence)),
    element('材料名称', item.title),
    element('材料形成时间', item.formedOn ? toCompactDate(item.formedOn) : ''),
    element('页数', String(item.pageCount)),
    element('备注', item.remark),
    ...images('原始图像数据', rawCount),
    ...images('优化图像数据', optimisedCount),
  ];
  return ['    <档案目录条目>', ...lines.map((line) => `      ${line}`), '    </档案目录条目>'];
}

function element(name: string, text: string): string {
  return `<${name}>${text.replace(/[&<>\r]/g, (char) => `&#${char.charCodeAt(0)};`)}</${name}>`;
}
