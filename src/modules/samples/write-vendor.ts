import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import type { SamplePerson } from './people.ts';
import type { PlannedItem } from './plan.ts';
import { type Shoot, shootDossier } from './shoot.ts';
import type { TruthDossier, TruthItem } from './truth.ts';
import { imageName, repeated } from './write-package.ts';

/** Writes a dossier as a digitising vendor (外包单位) delivers it: a folder of images and a 目录.xlsx, named by volume number or by person. */
export async function writeVendor(
  dir: string,
  index: number,
  person: SamplePerson,
  items: readonly PlannedItem[],
  shoot: Shoot,
): Promise<TruthDossier> {
  const name = index % 2 === 0 ? person.referenceCode : `${person.name}${person.idNumber}`;
  const folder = path.join(dir, 'vendor', name);
  await mkdir(folder, { recursive: true });
  await writeXlsxFile([
    { sheet: '基本信息', data: basics(person) },
    {
      sheet: '目录',
      data: catalogue(items),
      columns: [{ width: 8 }, { width: 8 }, { width: 46 }, { width: 8 }, { width: 6 }, { width: 6 }, { width: 8 }, { width: 16 }],
    },
  ]).toFile(path.join(folder, '目录.xlsx'));
  const truths = new Set<TruthItem>();
  for await (const { item, truth, shot } of shootDossier(shoot, items, { isArranged: true, withOptimised: false })) {
    const file = imageName(item, truth.pages.length);
    await writeFile(path.join(folder, file), shot.raw);
    truth.pages.push({ file, ...repeated(item, truth.pages.length), ...shot.truth });
    truths.add(truth);
  }
  return { person, form: 'vendor', path: `vendor/${name}`, items: [...truths] };
}

function basics(person: SamplePerson): SheetData {
  const facts = [
    ['档案号', person.referenceCode],
    ['姓名', person.name],
    ['公民身份号码', person.idNumber],
    ['性别', person.sex],
    ['民族', person.ethnicity],
    ['出生日期', person.birthDate],
    ['原存档单位名称', person.formerCustodian],
  ] as const;
  return [facts.map(([name]) => ({ value: name, fontWeight: 'bold' as const })), facts.map(([, value]) => ({ value, type: String }))];
}

function catalogue(items: readonly PlannedItem[]): SheetData {
  const head = ['类号', '序号', '材料名称', '年', '月', '日', '页数', '备注'].map((value) => ({ value, fontWeight: 'bold' as const }));
  const rows = items.map((item) => {
    const [year, month, day] = item.formedOn.split('-').map(Number);
    return [item.categoryCode, item.sequence, item.title, year, month, day, item.sheets.length, ''].map((value) =>
      value === undefined || value === '' ? null : { value },
    );
  });
  return [head, ...rows];
}
