import { expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { openTestHouse } from '../../../test/house.ts';
import { makePeople } from '../samples/index.ts';

type Read = {
  people: { path: string; person: { name: string } }[];
  unchanged: number;
  refused: number;
  issues: { path: string; rule?: string; message: string }[];
};
type Registered = { imported: number; refused: number; issues: { path: string; rule?: string }[] };

const { call, actorWith, owner, verify } = await openTestHouse();
const clerk = await actorWith(['dossier.register', 'dossier.read']);
const HEAD = ['姓名', '公民身份号码', '性别', '民族', '最高学历', '存档性质', '原存档单位名称', '转入原因'];
const rowOf = (person: ReturnType<typeof makePeople>[number]) => [
  ...[person.name, person.idNumber, person.sex, person.ethnicity, person.education, person.custodyKind],
  ...[person.formerCustodian, person.transferReason],
];
const people = makePeople(11, 6);

async function workbook(rows: readonly (readonly string[])[]): Promise<Buffer> {
  const data = [HEAD, ...rows].map((row) => row.map((value) => ({ value, type: String })));
  return writeXlsxFile(data, { sheet: '存档人员' }).toBuffer();
}
const read = (bytes: Uint8Array, fileName = 'people.xlsx') => call<Read>(clerk, 'reception.readPeople', { fileName }, bytes);
const register = (list: Read) => call<Registered>(clerk, 'reception.registerPeople', { people: list.people, reason: '名册导入' });

test('good rows of a list are registered, bad ones are named by file, sheet and row and leave nothing', async () => {
  const [a, b, c, d] = people.map(rowOf) as [string[], string[], string[], string[]];
  const wrongDigit = [c[0] ?? '', `${(c[1] ?? '').slice(0, 17)}${(c[1] ?? '').endsWith('0') ? '1' : '0'}`, ...c.slice(2)];
  const list = await read(await workbook([a, b, wrongDigit, d.with(3, '火星族'), d.with(6, '')]));
  expect(list).toMatchObject({ unchanged: 0, refused: 2 });
  expect(list.issues.filter(({ rule }) => rule !== 'R13')).toMatchObject([
    { path: 'people.xlsx!存档人员!第5行', rule: 'R10' },
    { path: 'people.xlsx!存档人员!第6行', message: '“原存档单位名称”列：必填' },
  ]);
  const registered = await register(list);
  expect(registered).toMatchObject({ imported: 2, refused: 1, issues: [{ path: 'people.xlsx!存档人员!第4行', rule: 'R2' }] });
  const { n } = await owner
    .selectFrom('person')
    .select((e) => e.fn.countAll<string>().as('n'))
    .executeTakeFirstOrThrow();
  expect(Number(n)).toBe(2);
  expect(await verify()).toEqual([]);
});

test('the same list again changes nothing and says so; a name that changed is refused', async () => {
  const [a, b] = people.map(rowOf) as [string[], string[]];
  const again = await read(await workbook([a, b]));
  expect(again).toMatchObject({ people: [], unchanged: 2, refused: 0 });
  const renamed = await read(await workbook([b.with(0, '王二')]));
  await expect(register(renamed)).rejects.toMatchObject({ code: 'rule_broken', issues: [{ rule: 'R6' }, { rule: 'R22' }] });
});

test('a CSV is a list too; an old workbook, another table or nothing is refused in words', async () => {
  const person = people[4];
  if (!person) throw new Error('no person');
  const csv = [HEAD, rowOf(person)].map((row) => row.join(',')).join('\r\n');
  expect(await read(Buffer.from(`\ufeff${csv}`), 'people.csv')).toMatchObject({
    people: [{ path: 'people.csv!第2行', person: { name: person.name } }],
  });
  expect(await read(Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'people.xls')).toMatchObject({
    people: [],
    issues: [{ message: expect.stringContaining('另存为 .xlsx') }],
  });
  expect(await read(Buffer.from('甲,乙\n1,2\n'), 'other.csv')).toMatchObject({ people: [], issues: [{ rule: 'R56' }] });
  await expect(read(Buffer.alloc(0))).rejects.toMatchObject({ code: 'invalid_input' });
});
