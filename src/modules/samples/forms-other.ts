import type { FormKind } from './form-kind.ts';
import { jobOn, latestYear, somebody } from './life.ts';
import { chineseDate, chineseMonth, facts, fill, grid, label, photo, printed, said, signed, title } from './page.ts';
import { yearsAfter } from './people.ts';

/** Category 10: what else is worth keeping. */
export const otherForms: readonly FormKind[] = [
  {
    key: 'registrationNotice',
    categoryCode: '10',
    // The notice was abolished in 2023.
    days: ({ person }) =>
      person.graduatedOn < '2023' && person.education !== '普通高中' ? [yearsAfter(person.graduatedOn, 0, '07-01')] : [],
    title: () => '就业报到证',
    draw: ({ life, person, day, year, random }) => [
      [
        { is: 'space', mm: 12 },
        title('毕 业 生 就 业 报 到 证', 24),
        { is: 'line', left: '', right: `（${year}）毕字第${random.between(100_000, 999_999)}号` },
        { is: 'space', mm: 4 },
        { ...printed(`${jobOn(life, person.workStartDate).unit}：`), indent: false },
        printed(`${person.school}毕业生${person.name}，${person.sex}，${person.education}学历，现到你单位报到，请予接收。`),
        grid(
          [1, 1.6, 1, 1.6],
          [
            facts('专业', person.major, '学制', person.education === '大学本科' ? '四年' : '三年'),
            facts('学历', person.education, '报到期限', `${year}年7月1日至${year}年9月30日`),
            facts('档案材料', '随机要寄出', 3),
            facts('备注', random.pick(['户口未迁入学校', '户口随迁', '定向培养', '无']), 3),
          ],
        ),
        { is: 'space', mm: 12 },
        { is: 'sign', sign: { unit: '毕业生就业主管部门（盖章）', on: chineseDate(day), seal: '南粤毕业生就业指导中心' } },
        { is: 'space', mm: 26 },
        printed('注：本证由毕业生本人持有，遗失不补。'),
      ],
    ],
  },
  {
    key: 'healthCheck',
    categoryCode: '10',
    days: ({ person }) =>
      [yearsAfter(person.workStartDate, 0, '05-22'), yearsAfter(person.workStartDate, 6, '04-15')].filter(
        (day) => Number(day.slice(0, 4)) <= latestYear,
      ),
    title: () => '体检表',
    draw: ({ person, day, random }) => [
      [
        title('健 康 体 检 表'),
        { is: 'line', left: `体检医院：云岭镇卫生院`, right: chineseDate(day) },
        grid(
          [1, 1.4, 1, 1, 1, 1.2, 1.2],
          [
            [...facts('姓名', person.name, '性别', person.sex, '婚否', person.maritalStatus), photo(2)],
            facts('出生年月', chineseMonth(person.birthDate), '民族', person.ethnicity, '既往病史', '无'),
          ],
        ),
        grid(
          [1, 1.3, 1.5, 1.3, 1.5, 1.2],
          [
            [
              { ...label('眼科'), down: 2 },
              label('裸眼视力'),
              fill(`左${(random.between(6, 15) / 10).toFixed(1)} 右${(random.between(6, 15) / 10).toFixed(1)}`),
              label('辨色力'),
              fill('正常'),
              { ...fill(somebody(random)), down: 2 },
            ],
            facts('矫正视力', `左${(random.between(10, 15) / 10).toFixed(1)} 右${(random.between(10, 15) / 10).toFixed(1)}`, '眼病', '无'),
            [
              { ...label('内科'), down: 3 },
              label('血压'),
              fill(`${random.between(102, 138)}/${random.between(62, 88)}mmHg`),
              label('心率'),
              fill(`${random.between(60, 92)}次/分`),
              { ...fill(somebody(random)), down: 3 },
            ],
            facts('心脏', '未见异常', '肺部', '未见异常'),
            facts('肝', '未触及', '脾', '未触及'),
            [
              { ...label('外科'), down: 2 },
              label('身高'),
              fill(`${random.between(152, 184)}厘米`),
              label('体重'),
              fill(`${random.between(44, 86)}公斤`),
              { ...fill(somebody(random)), down: 2 },
            ],
            facts('脊柱四肢', '正常', '皮肤', '正常'),
            [label('耳鼻喉'), label('听力'), fill('左耳5米 右耳5米'), label('嗅觉'), fill('正常'), fill(somebody(random))],
            [label('化验'), label('肝功能'), fill('正常'), label('血常规'), fill('正常'), fill(somebody(random))],
            [label('胸部透视'), fill('心肺膈未见异常', 4), fill(somebody(random))],
          ],
        ),
        grid([1, 6.8], [said('体检结论', '合格。', 44, signed('主检医师：', somebody(random), day, '云岭镇卫生院'))]),
      ],
    ],
  },
];
