import { type FormKind, idNumberOn, who } from './form-kind.ts';
import { jobOn } from './life.ts';
import { type Cell, chineseDate, chineseMonth, facts, fill, grid, label, photo, said, sealed, title } from './page.ts';
import { yearsAfter } from './people.ts';

/** Category 1: a life in tables. */
export const resumeForms: readonly FormKind[] = [
  {
    key: 'cadreResume',
    categoryCode: '1',
    days: ({ person }) =>
      [1999, 2008, 2016].filter((year) => year > Number(person.workStartDate.slice(0, 4))).map((year) => `${year}-08-05`),
    title: () => '干部履历表',
    draw: ({ life, person, day }) => [
      [
        title('干 部 履 历 表', 22),
        { is: 'line', left: `单位：${jobOn(life, day).unit}`, right: `填表日期：${chineseDate(day)}` },
        grid(
          [1.1, 1.2, 1, 1.2, 1.2, 1.4, 1.3],
          [
            [...who(person), photo(4)],
            facts('民族', person.ethnicity, '籍贯', person.nativePlace, '曾用名', '无'),
            facts('政治面貌', person.politicalStatus, '健康状况', '健康', '参加工作\n时间', chineseMonth(person.workStartDate)),
            facts('婚姻状况', person.maritalStatus, '文化程度', person.education, '职称', '无'),
            facts('公民身份号码', idNumberOn(person, day), 3, '联系电话', day < '2000' ? '无' : person.phone, 2),
            facts('毕业院校\n及专业', `${person.school} ${person.major}`, 6),
            facts('现任职务', `${jobOn(life, day).unit}${jobOn(life, day).post}`, 6),
            facts('家庭住址', person.address, 6),
          ],
        ),
        { is: 'space', mm: 3 },
        { is: 'heading', text: '学 习 简 历' },
        grid(
          [1.6, 1.6, 3, 1.4, 1],
          [
            [label('起始年月'), label('截止年月'), label('学校及院系'), label('身份'), label('证明人')],
            ...life.schooling.map((one) => [
              fill(chineseMonth(one.from)),
              fill(chineseMonth(one.to)),
              fill(one.school),
              fill(one.role),
              fill(one.witness),
            ]),
          ],
        ),
      ],
      [
        { is: 'heading', text: '工 作 简 历' },
        grid(
          [1.6, 1.6, 3.4, 1.5, 1],
          [
            [label('起始年月'), label('截止年月'), label('工作单位'), label('职务'), label('证明人')],
            ...life.jobs
              .filter((job) => job.from < day)
              .map((job) => [
                fill(chineseMonth(job.from)),
                fill(job.to && job.to < day ? chineseMonth(job.to) : '至今'),
                fill(job.unit),
                fill(job.post),
                fill(job.witness),
              ]),
            ...blankRows(3, 5),
          ],
        ),
        { is: 'space', mm: 3 },
        { is: 'heading', text: '家庭主要成员及重要社会关系' },
        grid(
          [1, 1, 1.4, 1.1, 3.4],
          [
            [label('称谓'), label('姓名'), label('出生年月'), label('政治面貌'), label('工作单位及职务')],
            ...life.family.map((one) => [
              fill(one.relation),
              fill(one.name),
              fill(chineseMonth(one.birthMonth)),
              fill(one.politicalStatus),
              fill(one.work),
            ]),
            ...blankRows(2, 5),
          ],
        ),
        { is: 'space', mm: 3 },
        grid(
          [1, 6],
          [
            said(
              '组织审查\n意见',
              '经审查，该同志所填各项内容与本人档案记载一致。',
              34,
              sealed(jobOn(life, day).unit, day, jobOn(life, day).unit),
            ),
            said('本人签名', '以上内容由本人填写，如有不实，愿承担责任。', 22, { by: person.name, on: chineseDate(day) }),
          ],
        ),
      ],
    ],
  },
  {
    key: 'employeeRegister',
    categoryCode: '1',
    days: ({ person }) => [yearsAfter(person.workStartDate, 1, '03-12')],
    title: () => '职工登记表',
    draw: ({ life, person, day, random }) => [
      [
        title('职 工 登 记 表'),
        { is: 'line', left: `填表单位：${jobOn(life, day).unit}`, right: chineseDate(day) },
        grid(
          [1, 1.3, 0.9, 1.1, 1, 1.6, 1.2],
          [
            [...facts('姓名', person.name, '性别', person.sex, '民族', person.ethnicity), photo(3)],
            facts('出生年月', chineseMonth(person.birthDate), '籍贯', person.nativePlace, '文化程度', person.education),
            facts('家庭出身', random.pick(['工人', '农民', '职员', '教师']), '本人成份', '学生', '工种', jobOn(life, day).post),
            facts('参加工作时间', chineseDate(person.workStartDate), 2, '进厂时间', chineseMonth(jobOn(life, day).from), 3),
            facts('家庭住址', person.address, 6),
          ],
        ),
        grid(
          [0.5, 1.8, 1.8, 3.4, 1],
          [
            [
              { ...label('本人简历'), down: life.schooling.length + 2 },
              label('自何年月'),
              label('至何年月'),
              label('在何地何单位任何职'),
              label('证明人'),
            ],
            ...life.schooling.map((one) => [
              fill(chineseMonth(one.from)),
              fill(chineseMonth(one.to)),
              fill(`${one.school}${one.role}`),
              fill(one.witness),
            ]),
            [
              fill(chineseMonth(person.workStartDate)),
              fill('至今'),
              fill(`${jobOn(life, day).unit}${jobOn(life, day).post}`),
              fill(jobOn(life, day).witness),
            ],
          ],
        ),
        grid(
          [0.5, 1, 1.2, 1.2, 4.2],
          [
            [{ ...label('家庭成员'), down: life.family.length + 1 }, label('称谓'), label('姓名'), label('政治面貌'), label('工作单位')],
            ...life.family.map((one) => [fill(one.relation), fill(one.name), fill(one.politicalStatus), fill(one.work)]),
          ],
        ),
        grid([0.5, 7.5], [said('单位意见', '同意录用，试用期满考核合格。', 36, sealed(jobOn(life, day).unit, day, jobOn(life, day).unit))]),
      ],
    ],
  },
];

function blankRows(count: number, columns: number): Cell[][] {
  return Array.from({ length: count }, () => Array.from({ length: columns }, (): Cell => ({ text: '', as: 'fill', heightMm: 6 })));
}
