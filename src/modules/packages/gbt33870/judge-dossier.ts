import type { Issue } from '../../../core/problem.ts';
import { categories } from '../categories.ts';
import { isPartialDate } from '../partial-date.ts';
import type { Dossier, DossierItem, ItemImages } from './dossier.ts';
import { judgeEntries } from './judge-entries.ts';
import { toBaseName } from './judge-header.ts';
import type { RawEntry } from './types.ts';
import { isXmlText } from './write-xml.ts';

/** What would make a written package come back with errors: judged by the reader's own rules, before a byte is written. */
export function findDossierIssues(dossier: Dossier, images: ReadonlyMap<string, ItemImages>, now: Date): Issue[] {
  // One day of grace: the last zone on earth is a day ahead of UTC, and the reader judges by its own centre's day.
  const today = new Date(now.getTime() + 86_400_000).toISOString().slice(0, 10);
  const judged = judgeEntries(dossier.items.map(toRawEntry), today).issues.filter((issue) => issue.severity !== 'warning');
  const loose = dossier.items.flatMap((item, index) => [
    ...findTextIssues(item, `items.${index}`),
    ...findCountIssues(item, images, `items.${index}`),
  ]);
  return [...findHeaderIssues(dossier), ...judged, ...loose];
}

function toRawEntry(item: DossierItem, index: number): RawEntry {
  const fields = {
    category: item.categoryCode,
    sequence: String(item.sequence),
    title: item.title,
    formedOn: item.formedOn ?? '',
    pageCount: String(item.pageCount),
    remark: item.remark,
  };
  return { path: `items.${index}`, fields, rawImages: [], optimisedImages: [] };
}

/** The person's name becomes a file name on every system a package may travel to. */
function findHeaderIssues({ header }: Dossier): Issue[] {
  const issues: Issue[] = [];
  const baseName = toBaseName(header);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what file names may not hold
  const isFileName = !/[\u0000-\u001f\\/:*?"<>|]/.test(baseName) && !/^\.|[. ]$/.test(baseName) && Buffer.byteLength(baseName) <= 200;
  if (!header.personName.trim()) issues.push({ path: 'header.personName', message: '姓名为空，不能制作数据包；请先补登', rule: 'R57' });
  if (!header.idNumber.trim()) issues.push({ path: 'header.idNumber', message: '公民身份号码为空，不能制作数据包；请先补登', rule: 'R57' });
  if (!isFileName)
    issues.push({ path: 'header.personName', message: `“${baseName}”不能用作文件名；请核对姓名与号码中的符号`, rule: 'R57' });
  const texts = [header.personName, header.sex, header.ethnicity, header.idNumber];
  if (!texts.every(isClean))
    issues.push({ path: 'header', message: '人员基本信息首尾有空格或含不能写入 XML 的字符；请更正后重试', rule: 'R56' });
  if (header.birthDate !== undefined && !isPartialDate(header.birthDate)) {
    issues.push({ path: 'header.birthDate', message: `出生日期“${header.birthDate}”不是有效日期；请更正后重试`, rule: 'R56' });
  }
  return issues;
}

function isClean(text: string): boolean {
  return isXmlText(text) && text.trim() === text && !text.includes('\r');
}

function findTextIssues(item: DossierItem, path: string): Issue[] {
  if (isClean(item.title) && isClean(item.remark)) return [];
  return [{ path, message: `材料“${item.title}”的名称或备注首尾有空格，或含不能写入 XML 的字符；请更正后重试`, rule: 'R56' }];
}

function findCountIssues(item: DossierItem, images: ReadonlyMap<string, ItemImages>, path: string): Issue[] {
  const { raw = [], optimised = [] } = images.get(`${item.categoryCode}-${item.sequence}`) ?? {};
  const issues: Issue[] = [];
  const where = `第${categories[item.categoryCode]?.numeral ?? item.categoryCode}类材料“${item.title}”`;
  if (raw.length !== item.pageCount) {
    issues.push({ path, message: `${where}目录${item.pageCount}页，实际图像${raw.length}幅；请补齐图像或更正页数`, rule: 'R45' });
  }
  if (optimised.length !== raw.length) {
    issues.push({ path, message: `${where}优化图像${optimised.length}幅，原始图像${raw.length}幅，数量不一致；请补齐`, rule: 'R46' });
  }
  return issues;
}
