import { type FormKind, idNumberOn, paragraph } from './form-kind.ts';
import { jobOn, somebody } from './life.ts';
import { chineseDate, chineseMonth, facts, fill, grid, label, printed, said, sealed, signed, title } from './page.ts';
import { yearsAfter } from './people.ts';
import { verdicts } from './phrases.ts';

/** Category 5: political review and the determination of facts. */
export const reviewForms: readonly FormKind[] = [
  {
    key: 'politicalReview',
    categoryCode: '5',
    rank: 1,
    days: ({ person }) => [yearsAfter(person.partyJoinDate ?? person.workStartDate, person.partyJoinDate ? 0 : 1, '05-10')],
    title: ({ person }) => `关于${person.name}同志的政审结论`,
    draw: ({ life, person, day, random }) => [
      [
        title(`关于${person.name}同志的政审结论`, 18),
        printed(
          `${person.name}，${person.sex}，${person.ethnicity}，${chineseDate(person.birthDate)}出生，${person.nativePlace}人，${person.education}文化，现在${jobOn(life, day).unit}工作，任${jobOn(life, day).post}。`,
        ),
        printed(`经向其原学习、工作单位和户籍所在地了解：本人政治历史清楚，${paragraph(random, verdicts, 2)}`),
        ...life.family
          .slice(0, 3)
          .map((one) =>
            printed(
              `${one.relation}${one.name}，${chineseMonth(one.birthMonth)}出生，${one.politicalStatus}，${one.work}，历史清楚，表现良好。`,
            ),
          ),
        printed('其他主要社会关系政治历史清楚，未发现问题。'),
        printed('结论：政审合格。'),
        { is: 'line', left: `调查人：${somebody(random)}、${somebody(random)}` },
        { is: 'space', mm: 6 },
        { is: 'sign', sign: sealed(jobOn(life, day).unit, day, jobOn(life, day).unit) },
      ],
    ],
  },
  {
    key: 'factsDetermination',
    categoryCode: '5',
    rank: 2,
    days: ({ person }) => [yearsAfter(person.workStartDate, 8, '09-16')].filter((day) => day < '2024'),
    title: () => '干部人事档案基本信息审核认定表',
    draw: ({ life, person, day, random }) => [
      [
        title('干部人事档案基本信息审核认定表', 18),
        grid(
          [1.3, 2.2, 1.3, 2.2],
          [
            facts('姓名', person.name, '公民身份号码', idNumberOn(person, day)),
            facts('单位及职务', `${jobOn(life, day).unit}${jobOn(life, day).post}`, 3),
          ],
        ),
        grid(
          [1.3, 2.3, 2.3, 1.1],
          [
            [label('审核项目'), label('档案最早记载'), label('审核认定结果'), label('依据')],
            [label('出生日期'), fill(chineseDate(person.birthDate)), fill(chineseDate(person.birthDate)), fill('登记表')],
            [label('参加工作时间'), fill(chineseDate(person.workStartDate)), fill(chineseMonth(person.workStartDate)), fill('转正表')],
            [
              label('入党时间'),
              fill(person.partyJoinDate ? chineseDate(person.partyJoinDate) : '无'),
              fill(person.partyJoinDate ? chineseMonth(person.partyJoinDate) : '无'),
              fill(person.partyJoinDate ? '志愿书' : '无'),
            ],
            [
              label('学历学位'),
              fill(`${person.school}${person.education}`),
              fill(`${person.education}（${person.major}）`),
              fill('登记表'),
            ],
            [
              label('工作经历'),
              fill(`共${life.jobs.filter((job) => job.from < day).length}段，前后衔接`),
              fill('连续完整'),
              fill('履历表'),
            ],
          ],
        ),
        grid(
          [0.5, 6.5],
          [
            said(
              '存在问题',
              random.pick(['无。', '个别年度考核材料缺失，已列入欠缺材料清单。', '早期材料中姓名有同音字，已由单位出具说明。']),
              34,
            ),
            said('认定意见', '经集体研究，同意上述认定结果。', 44, sealed('云岭区人事档案审核小组', day)),
            said('本人意见', '同意认定结果。', 24, signed('签名：', person.name, day)),
          ],
        ),
      ],
    ],
  },
];
