import writeXlsxFile from 'write-excel-file/node';
import type { SamplePerson } from './people.ts';

/** Writes the list of depositors (存档人员) as a centre would hand it over: one sheet, one head row, everything as text. */
export async function writePeople(file: string, people: readonly SamplePerson[]): Promise<void> {
  const head = columns.map(([title]) => ({ value: title, fontWeight: 'bold' as const }));
  const rows = people.map((person) => columns.map(([, field]) => ({ value: person[field], type: String })));
  await writeXlsxFile([head, ...rows], {
    sheet: '存档人员',
    columns: columns.map(([, , width]) => ({ width })),
    stickyRowsCount: 1,
  }).toFile(file);
}

const columns = [
  ['姓名', 'name', 18],
  ['公民身份号码', 'idNumber', 22],
  ['性别', 'sex', 6],
  ['出生日期', 'birthDate', 12],
  ['民族', 'ethnicity', 10],
  ['政治面貌', 'politicalStatus', 12],
  ['手机号码', 'phone', 14],
  ['最高学历', 'education', 12],
  ['毕业院校', 'school', 24],
  ['工作单位', 'employer', 34],
  ['人员身份', 'identity', 40],
  ['存档性质', 'custodyKind', 12],
  ['原存档单位名称', 'formerCustodian', 32],
  ['来档方式', 'arrivalRoute', 12],
  ['转入原因', 'transferReason', 12],
] as const;
