import { type FormKind, paragraph } from './form-kind.ts';
import { chineseDate, chineseMonth, printed, signed, title, written } from './page.ts';
import { yearsAfter } from './people.ts';
import { beliefs, promises, schoolDays, shortcomings, workDays } from './phrases.ts';

/** Category 2: a life in the person's own words. */
export const selfForms: readonly FormKind[] = [
  {
    key: 'autobiography',
    categoryCode: '2',
    days: ({ person }) => [yearsAfter(person.workStartDate, 2, '05-18')],
    title: () => '自传',
    draw: ({ life, person, day, random }) => [
      [
        title('自  传'),
        written(
          `我叫${person.name}，${person.sex}，${person.ethnicity}，${chineseDate(person.birthDate)}出生于${person.nativePlace}的一个普通${random.pick(['工人', '农民', '教师', '职员'])}家庭。父亲${life.family[0]?.name ?? ''}，母亲${life.family[1]?.name ?? ''}，他们勤劳朴实，从小教育我要诚实做人、踏实做事。`,
        ),
        ...life.schooling.map((one) =>
          written(
            `${chineseMonth(one.from)}至${chineseMonth(one.to)}，我在${one.school}读书，${paragraph(random, schoolDays, 2)}证明人是${one.witness}。`,
          ),
        ),
        written(paragraph(random, beliefs, 3)),
      ],
      [
        ...life.jobs
          .slice(0, 2)
          .map((job) =>
            written(
              `${chineseMonth(job.from)}，我到${job.unit}工作，任${job.post}。${paragraph(random, workDays, 3)}同事${job.witness}可以证明。`,
            ),
          ),
        written(paragraph(random, beliefs, 3)),
        written(`以上是我的个人经历，${paragraph(random, promises, 2)}`),
        { is: 'space', mm: 6 },
        { is: 'sign', sign: signed('自传人：', person.name, day) },
      ],
    ],
  },
  {
    key: 'thoughtReport',
    categoryCode: '2',
    days: ({ person }) =>
      person.partyJoinDate ? [1, 2].map((years) => yearsAfter(person.partyJoinDate ?? person.workStartDate, -years, '09-30')) : [],
    title: () => '思想汇报',
    draw: ({ person, day, random }) => [
      [
        title('思 想 汇 报'),
        { ...printed('敬爱的党组织：'), indent: false },
        written(`近一段时间以来，${paragraph(random, beliefs, 3)}`),
        written(`在工作和学习中，${paragraph(random, workDays, 4)}`),
        written(`对照党员标准，我还存在一些不足：${paragraph(random, shortcomings, 2)}今后，${paragraph(random, promises, 2)}`),
        written('以上是我近期的思想情况，请党组织指正。'),
        { is: 'sign', sign: signed('汇报人：', person.name, day) },
      ],
    ],
  },
];
