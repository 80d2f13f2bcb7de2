import { type FormKind, idNumberOn, paragraph, who } from './form-kind.ts';
import { jobOn, latestYear, somebody, years } from './life.ts';
import { chineseMonth, facts, grid, photo, printed, said, sealed, signed, title } from './page.ts';
import { beliefs, promises, shortcomings, verdicts, workDays } from './phrases.ts';

/** Categories 3, 7 and 8: how a person was judged, praised and punished. */
export const meritForms: readonly FormKind[] = [
  {
    key: 'annualAppraisal',
    categoryCode: '3',
    days: ({ person }) =>
      years(Math.max(1994, Number(person.workStartDate.slice(0, 4)) + 2), latestYear - 1).map(
        (year) => `${year}-01-${year % 2 ? '12' : '20'}`,
      ),
    // The form about a year is signed in January of the next.
    title: ({ year }) => `${year - 1}年度考核登记表`,
    draw: ({ life, person, day, year, random }) => [
      [
        title(`年度考核登记表（${year - 1}年度）`),
        grid(
          [1, 1.3, 1, 1, 1.2, 1.6],
          [
            who(person),
            facts(
              '政治面貌',
              person.politicalStatus,
              '文化程度',
              person.education,
              '任现职时间',
              chineseMonth(jobOn(life, `${year - 1}-06`).from),
            ),
            facts('单位及职务', `${jobOn(life, `${year - 1}-06`).unit} ${jobOn(life, `${year - 1}-06`).post}`, 5),
          ],
        ),
        grid(
          [0.5, 7],
          [
            said(
              '个人总结',
              `${year - 1}年，${paragraph(random, beliefs, 2)}${paragraph(random, workDays, 4)}全年出勤${random.between(238, 251)}天，完成工作任务${random.between(86, 420)}项。存在的不足：${paragraph(random, shortcomings, 1)}${paragraph(random, promises, 1)}`,
              72,
              signed('签名：', person.name, day),
            ),
            said(
              '主管领导评语',
              `该同志${paragraph(random, verdicts, 3)}建议评为${gradeOf(random.next())}等次。`,
              38,
              signed('签名：', somebody(random), day),
            ),
            said(
              '单位意见',
              `经考核小组研究，同意评定为${random.pick(['称职（合格）', '合格'])}等次。`,
              36,
              sealed(jobOn(life, `${year - 1}-06`).unit, day),
            ),
            said('本人意见', random.pick(['同意。', '无意见。', '同意考核结果。']), 16, signed('签名：', person.name, day)),
          ],
        ),
      ],
    ],
  },
  {
    key: 'workAppraisal',
    categoryCode: '3',
    days: ({ jobs }) => jobs.flatMap((job) => (job.to ? [`${job.to}-10`] : [])),
    title: ({ life, day }) => `${employerBefore(life.jobs, day)}工作鉴定`,
    draw: ({ life, person, day, random }) => [
      [
        title('工 作 鉴 定'),
        printed(
          `${person.name}，${person.sex}，${person.ethnicity}，${chineseMonth(person.birthDate)}出生，${person.education}文化，公民身份号码${idNumberOn(person, day)}，在我单位任职期间担任${random.pick(['业务', '管理', '技术'])}岗位工作。`,
        ),
        printed(`该同志${paragraph(random, verdicts, 4)}`),
        printed(`在业务方面，${paragraph(random, verdicts, 3)}`),
        printed('特此鉴定。'),
        { is: 'space', mm: 8 },
        { is: 'sign', sign: sealed(employerBefore(life.jobs, day), day, employerBefore(life.jobs, day)) },
      ],
    ],
  },
  {
    key: 'advancedWorker',
    categoryCode: '7',
    days: ({ person }, random) =>
      random.some(years(Number(person.workStartDate.slice(0, 4)) + 2, latestYear - 1), 2).map((year) => `${year}-12-${20 + (year % 9)}`),
    title: ({ year }) => `${year}年度先进工作者审批表`,
    draw: ({ life, person, day, year, random }) => [
      [
        title('先进工作者审批表'),
        { is: 'line', left: `呈报单位：${jobOn(life, day).unit}`, right: `${year}年度` },
        grid(
          [1, 1.3, 1, 1, 1.2, 1.6, 1.2],
          [
            [...who(person), photo(2)],
            facts('民族', person.ethnicity, '政治面貌', person.politicalStatus, '职务', jobOn(life, day).post),
            facts('获奖称号', `${year}年度先进工作者`, 6),
          ],
        ),
        grid(
          [0.5, 7],
          [
            said('主要先进事迹', `${person.name}同志${paragraph(random, verdicts, 3)}${paragraph(random, workDays, 3)}`, 80),
            said('基层意见', '经职工会议民主评议，同意推荐。', 34, signed('负责人：', somebody(random), day)),
            said('审批意见', `同意授予${person.name}同志${year}年度先进工作者称号。`, 42, sealed(jobOn(life, day).unit, day)),
          ],
        ),
      ],
    ],
  },
  {
    key: 'penaltyDecision',
    categoryCode: '8',
    days: ({ person }, random) => [
      `${Math.min(latestYear - 1, Number(person.workStartDate.slice(0, 4)) + random.between(1, 9))}-04-${random.between(10, 27)}`,
    ],
    title: ({ person }) => `关于给予${person.name}同志警告处分的决定`,
    draw: ({ life, person, day, year, random }) => [
      [
        { is: 'text', text: `${jobOn(life, day).unit}文件`, by: 'print', size: 20, centred: true, red: true },
        { is: 'text', text: `人字〔${year}〕${random.between(3, 48)}号`, by: 'print', centred: true },
        { is: 'space', mm: 6 },
        title(`关于给予${person.name}同志警告处分的决定`, 17),
        { ...printed('各部门、各班组：'), indent: false },
        printed(
          `${person.name}，${person.sex}，${person.ethnicity}，${chineseMonth(person.birthDate)}出生，${person.nativePlace}人，${chineseMonth(person.workStartDate)}参加工作，系我单位${jobOn(life, day).post}。`,
        ),
        printed(
          `经查，${year}年${random.between(1, 3)}月，该同志${random.pick(['未办理请假手续连续缺勤三天', '值班期间擅自离岗，造成物料损失八百余元', '违反操作规程，致使设备停机四小时', '未按规定保管印章，造成不良影响'])}，违反了单位的规章制度。事后，该同志能够认识错误，作出书面检查。`,
        ),
        printed(`为严肃纪律，教育本人，经研究决定，给予${person.name}同志警告处分，处分期六个月。`),
        printed('本决定自印发之日起生效。本人如对处分决定不服，可在收到本决定之日起三十日内申请复核。'),
        { is: 'space', mm: 8 },
        { is: 'sign', sign: sealed(jobOn(life, day).unit, day, jobOn(life, day).unit) },
      ],
    ],
  },
];

function gradeOf(chance: number): string {
  return chance < 0.15 ? '优秀' : '称职（合格）';
}

function employerBefore(jobs: readonly { to?: string; unit: string }[], day: string): string {
  return jobs.find((job) => job.to === day.slice(0, 7))?.unit ?? jobs[0]?.unit ?? '';
}
