import { type FormKind, who } from './form-kind.ts';
import { type Job, jobOn, latestYear, somebody } from './life.ts';
import { chineseMonth, facts, fill, grid, label, photo, said, sealed, signed, title } from './page.ts';
import { yearsAfter } from './people.ts';

/** Categories 9-1 and 9-2: pay, probation and appointment. */
export const postForms: readonly FormKind[] = [
  {
    key: 'payChange',
    categoryCode: '9-1',
    days: ({ person }) =>
      [2, 5, 8, 11, 15]
        .map((years) => yearsAfter(person.workStartDate, years, '12-25'))
        .filter((day) => Number(day.slice(0, 4)) < latestYear),
    title: ({ year }) => `${year}年工资变动审批表`,
    draw: ({ life, person, day, year, random }) => {
      const base = 180 + Math.max(0, year - 1985) * 95 + random.int(60);
      const amounts = [base, Math.round(base * 0.4), random.between(2, 18) * 5, random.between(1, 9) * 10];
      const raised = amounts.map((amount, index) => amount + (index < 2 ? random.between(2, 20) * 5 : 10));
      const row = (name: string, index: number) => [
        label(name),
        fill(`${amounts[index]}.00`),
        fill(`${raised[index]}.00`),
        fill(`${(raised[index] ?? 0) - (amounts[index] ?? 0)}.00`),
      ];
      return [
        [
          title(`工资变动审批表（${year}年）`),
          { is: 'line', left: `单位：${jobOn(life, day).unit}`, right: '单位：元/月' },
          grid(
            [1.1, 1.4, 1, 1, 1.2, 1.5],
            [
              who(person),
              facts('学历', person.education, '职务', jobOn(life, day).post, '参加工作\n时间', chineseMonth(person.workStartDate)),
            ],
          ),
          grid(
            [2, 2, 2, 2],
            [
              [label('工资项目'), label('变动前'), label('变动后'), label('增减额')],
              ...['职务（岗位）工资', '薪级（技能）工资', '工龄津贴', '地区补贴'].map(row),
              [label('合计'), fill(`${sum(amounts)}.00`), fill(`${sum(raised)}.00`), fill(`${sum(raised) - sum(amounts)}.00`)],
            ],
          ),
          grid(
            [1.1, 6.9],
            [
              said('变动原因', random.pick(['正常晋升工资档次。', '调整工资标准。', '职务变动，按新任职务确定工资。', '转正定级。']), 22),
              facts('执行时间', `从${year + 1}年1月起执行`),
              said('呈报单位\n意见', '同意上报。', 40, signed('经办人：', somebody(random), day, jobOn(life, day).unit)),
              said('审批机关\n意见', '经审核，同意变动。', 46, sealed('云岭区工资管理办公室', day)),
            ],
          ),
        ],
      ];
    },
  },
  {
    key: 'probationEnd',
    categoryCode: '9-2',
    days: ({ person }) => [yearsAfter(person.workStartDate, 1)],
    title: () => '转正定级审批表',
    draw: ({ life, person, day, year, random }) => [
      [
        title('见习期满转正定级审批表'),
        grid(
          [1.1, 1.4, 1, 1, 1.2, 1.6],
          [
            who(person),
            facts('毕业院校', person.school, 3, '专业', person.major),
            facts(
              '学历',
              person.education,
              '毕业时间',
              1,
              chineseMonth(person.graduatedOn),
              '工作时间',
              chineseMonth(person.workStartDate),
            ),
            facts('工作单位', jobOn(life, day).unit, 3, '岗位', jobOn(life, day).post),
          ],
        ),
        grid(
          [0.5, 7.5],
          [
            said(
              '见习期小结',
              `自${chineseMonth(person.workStartDate)}参加工作以来，本人在${jobOn(life, day).post}岗位见习一年。在师傅的指导下，掌握了本岗位的基本技能，能够独立完成日常工作。`,
              60,
              signed('本人签名：', person.name, day),
            ),
            said(
              '单位意见',
              `见习期满，考核合格，同意自${year}年${random.between(7, 10)}月起转正，定为${random.pick(['科员', '技术员', '办事员', '五级岗位'])}。`,
              46,
              signed('负责人：', somebody(random), day, jobOn(life, day).unit),
            ),
            said('审批意见', '同意转正定级。', 50, sealed('云岭区人事管理办公室', day)),
          ],
        ),
      ],
    ],
  },
  {
    key: 'appointment',
    categoryCode: '9-2',
    days: ({ jobs }) => jobs.slice(2).map((job) => `${job.from}-18`),
    title: () => '干部任免审批表',
    draw: ({ life, person, day, random }) => [
      [
        title('干 部 任 免 审 批 表'),
        grid(
          [1.1, 1.3, 1.1, 1.2, 1.2, 1.5, 1.3],
          [
            [
              ...facts(
                '姓名',
                person.name,
                '性别',
                person.sex,
                '出生年月',
                `${person.birthDate.slice(0, 4)}.${person.birthDate.slice(5, 7)}`,
              ),
              photo(3),
            ],
            facts('民族', person.ethnicity, '籍贯', person.nativePlace, '健康状况', '健康'),
            facts(
              '入党时间',
              person.partyJoinDate ? chineseMonth(person.partyJoinDate) : '无',
              '参加工作\n时间',
              chineseMonth(person.workStartDate),
              '职称',
              '无',
            ),
            facts('学历学位', person.education, 2, '毕业院校\n及专业', `${person.school}${person.major}`, 3),
            facts('现任职务', 2, before(life.jobs, day)?.post ?? '职员', 5),
            facts('拟任职务', 2, jobOn(life, day).post, 5),
            facts('拟免职务', 2, before(life.jobs, day)?.post ?? '无', 5),
          ],
        ),
        grid(
          [0.5, 8.2],
          [
            said(
              '简历',
              life.jobs
                .filter((job) => job.from < day)
                .map(
                  (job) =>
                    `${job.from.replace('-', '.')}—${job.to && job.to < day ? job.to.replace('-', '.') : ''}　${job.unit}${job.post}`,
                )
                .join('；'),
              62,
            ),
            said(
              '任免理由',
              `该同志熟悉业务，作风扎实，能够胜任${jobOn(life, day).post}工作，经研究，拟任${jobOn(life, day).post}职务。`,
              28,
            ),
            said('呈报单位', '', 30, sealed(jobOn(life, day).unit, day, jobOn(life, day).unit)),
            said('审批意见', '同意任职。', 30, signed('审批人：', somebody(random), day)),
          ],
        ),
      ],
    ],
  },
];

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

function before(jobs: readonly Job[], day: string): Job | undefined {
  return jobs.findLast((job) => job.to !== undefined && job.to <= day.slice(0, 7));
}

function _left(jobs: readonly Job[], day: string): Job | undefined {
  return jobs.find((job) => job.to === day.slice(0, 7)) ?? before(jobs, day);
}
