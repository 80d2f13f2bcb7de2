import { type FormKind, idNumberOn, paragraph, who } from './form-kind.ts';
import { jobOn, latestYear, somebody } from './life.ts';
import { chineseMonth, facts, grid, photo, said, sealed, signed, title } from './page.ts';
import { yearsAfter } from './people.ts';
import { verdicts } from './phrases.ts';

/** Categories 9-3 and 9-4: going abroad and sitting in congresses. */
export const abroadForms: readonly FormKind[] = [
  {
    key: 'abroadApproval',
    categoryCode: '9-3',
    days: ({ person }, random) =>
      [yearsAfter(person.workStartDate, random.between(3, 10), `0${random.between(3, 9)}-16`)].filter(
        (day) => Number(day.slice(0, 4)) <= latestYear,
      ),
    title: () => '出国（境）审批表',
    draw: ({ life, person, day, random }) => {
      const target = random.pick(['香港特别行政区', '澳门特别行政区', '新加坡', '日本', '泰国', '马来西亚']);
      return [
        [
          title('因私出国（境）审批表'),
          grid(
            [1.2, 1.5, 1, 1, 1.2, 1.6, 1.2],
            [
              [...who(person), photo(3)],
              facts('政治面貌', person.politicalStatus, '婚姻', person.maritalStatus, '联系电话', day < '2000' ? '无' : person.phone),
              facts('身份证号', idNumberOn(person, day), 5),
              facts('单位及职务', `${jobOn(life, day).unit}${jobOn(life, day).post}`, 6),
              facts('前往地', target, 3, '停留时间', `${random.between(3, 30)}天`, 2),
              facts('事由', random.pick(['旅游', '探亲', '自费学习', '商务洽谈']), 3, '费用来源', '本人自理', 2),
            ],
          ),
          grid(
            [0.5, 8],
            [
              said(
                '本人承诺',
                '出国（境）期间遵守国家法律法规和外事纪律，按期返回，保守国家秘密。',
                32,
                signed('签名：', person.name, day),
              ),
              said('单位意见', '同意。该同志不属于限制出境人员。', 42, signed('负责人：', somebody(random), day, jobOn(life, day).unit)),
              said('审批意见', `同意前往${target}。`, 46, sealed('云岭区出国境管理办公室', day)),
            ],
          ),
        ],
      ];
    },
  },
  {
    key: 'delegateRegister',
    categoryCode: '9-4',
    days: ({ person }, random) => [
      `${Math.min(latestYear - 1, Number(person.workStartDate.slice(0, 4)) + random.between(4, 14))}-10-${random.between(10, 28)}`,
    ],
    title: ({ life, day }) => `${jobOn(life, day).unit}职工代表登记表`,
    draw: ({ life, person, day, random }) => [
      [
        title('职工代表大会代表登记表'),
        { is: 'line', left: `选举单位：${jobOn(life, day).unit}`, right: `第${random.between(2, 9)}届` },
        grid(
          [1, 1.4, 1, 1, 1.2, 1.6, 1.2],
          [
            [...who(person), photo(2)],
            facts('民族', person.ethnicity, '党派', person.politicalStatus, '文化程度', person.education),
            facts('职务', jobOn(life, day).post, 3, '工作时间', chineseMonth(person.workStartDate), 2),
          ],
        ),
        grid(
          [0.5, 7.9],
          [
            said(
              '简历',
              life.jobs
                .filter((job) => job.from <= day)
                .map((job) => `${chineseMonth(job.from)}起，${job.unit}${job.post}。`)
                .join(''),
              52,
            ),
            said('主要表现', paragraph(random, verdicts, 4), 46),
            said(
              '选举结果',
              `应到选举人${random.between(80, 160)}人，实到${random.between(60, 80)}人，${person.name}得赞成票${random.between(45, 60)}票，当选代表。`,
              34,
            ),
            said('资格审查', '经审查，代表资格有效。', 44, sealed(`${jobOn(life, day).unit}工会`, day)),
          ],
        ),
      ],
    ],
  },
];
