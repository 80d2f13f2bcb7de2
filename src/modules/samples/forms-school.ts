import { type FormKind, idNumberOn, paragraph, who } from './form-kind.ts';
import { somebody } from './life.ts';
import { type Cell, chineseDate, chineseMonth, facts, fill, grid, label, photo, said, sealed, signed, title } from './page.ts';
import { type SamplePerson, yearsAfter } from './people.ts';
import { studies } from './phrases.ts';
import type { Random } from './random.ts';

/** Category 4-1: school. */
export const schoolForms: readonly FormKind[] = [
  {
    key: 'graduateRegister',
    categoryCode: '4-1',
    days: ({ person }) => [person.graduatedOn],
    title: ({ person }) => registerTitle(person),
    draw: ({ life, person, day, random }) => [
      [
        title(registerTitle(person), 21),
        { is: 'line', left: `学校：${person.school}`, right: chineseDate(day) },
        grid(
          [1, 1.3, 0.9, 1, 1.2, 1.5, 1.3],
          [
            [...who(person), photo(4)],
            facts('民族', person.ethnicity, '籍贯', person.nativePlace, '政治面貌', '共青团员'),
            facts('专业', person.major, 3, '学历层次', person.education),
            facts('健康状况', '良好', '婚否', '未婚', '学制', person.education === '大学本科' ? '四年' : '三年'),
            facts('身份证号', idNumberOn(person, day), 3, '家庭住址', person.address, 2),
          ],
        ),
        grid(
          [0.5, 1.7, 1.7, 3, 1],
          [
            [
              { ...label('本人简历'), down: life.schooling.length + 1 },
              label('起始年月'),
              label('截止年月'),
              label('学校'),
              label('证明人'),
            ],
            ...life.schooling.map((one) => [fill(chineseMonth(one.from)), fill(chineseMonth(one.to)), fill(one.school), fill(one.witness)]),
          ],
        ),
        grid(
          [0.5, 7.4],
          [
            said(
              '家庭成员',
              life.family
                .slice(0, 2)
                .map((one) => `${one.relation}：${one.name}，${one.work}`)
                .join('；'),
              16,
            ),
            said('在校奖惩', random.pick(['无', '曾获三等奖学金一次', '被评为优秀学生干部']), 12),
          ],
        ),
      ],
      [
        grid(
          [0.5, 7.4],
          [
            said('自我鉴定', paragraph(random, studies, 6), 78, signed('本人签名：', person.name, day)),
            said('班组鉴定', `该生${paragraph(random, studies, 3)}`, 52, signed('班主任：', somebody(random), day)),
            said('院系意见', '同意班组鉴定。', 32, signed('负责人：', somebody(random), day)),
            said('学校意见', '经审核，准予毕业。', 48, sealed(person.school, day)),
          ],
        ),
      ],
    ],
  },
  {
    key: 'transcript',
    categoryCode: '4-1',
    days: ({ person }) => [yearsAfter(person.graduatedOn, 0, '06-25')],
    title: () => '学生成绩表',
    draw: ({ person, day, random }) => [
      [
        title(`${person.school}学生成绩表`, 19),
        {
          is: 'line',
          left: `姓名：${person.name}　　专业：${person.major}`,
          right: `学号：${person.graduatedOn.slice(2, 4)}${String(random.int(1e6)).padStart(6, '0')}`,
        },
        ...[1, 2, 3].map((year) =>
          grid(
            [2.6, 0.8, 0.8, 2.6, 0.8, 0.8],
            [
              [{ ...label(`第${'一二三'[year - 1]}学年`), span: 6 }],
              [label('课程'), label('学分'), label('成绩'), label('课程'), label('学分'), label('成绩')],
              ...marks(random, person.education === '普通高中' ? schoolCourses : courses, 5),
            ],
          ),
        ),
        { is: 'space', mm: 3 },
        grid(
          [1, 5],
          [
            facts(
              person.major === '无' ? '毕业考试' : '毕业论文\n（设计）',
              `${person.major === '无' ? '毕业会考' : `${person.major}实务若干问题研究`}　成绩：${random.pick(['优秀', '良好', '中等'])}`,
            ),
          ],
        ),
        { is: 'space', mm: 6 },
        { is: 'sign', sign: { unit: '教务处（盖章）', on: chineseDate(day), seal: person.school } },
      ],
    ],
  },
];

function registerTitle(person: SamplePerson): string {
  if (person.education === '普通高中') return '高中毕业生登记表';
  if (person.education === '中等专科') return '中等专业学校毕业生登记表';
  return person.education.endsWith('研究生') ? '毕业研究生登记表' : '高等学校毕业生登记表';
}

function marks(random: Random, pool: readonly string[], rows: number): Cell[][] {
  const chosen = random.some(pool, rows * 2);
  const mark = (index: number) => [fill(chosen[index] ?? ''), fill(String(random.between(2, 6))), fill(String(random.between(60, 97)))];
  return Array.from({ length: rows }, (_, row) => [...mark(row * 2), ...mark(row * 2 + 1)]);
}

const schoolCourses = '语文 数学 英语 物理 化学 生物 历史 地理 政治 体育 音乐 劳动技术'.split(' ');

const courses =
  '政治理论 大学语文 高等数学 英语 体育 计算机基础 法律基础 统计学原理 应用写作 经济学基础 管理学 专业导论 实验技术 生产实习 心理学 公文处理'.split(
    ' ',
  );
