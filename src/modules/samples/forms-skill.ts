import { type FormKind, idNumberOn, paragraph, who } from './form-kind.ts';
import { jobOn, latestYear, somebody } from './life.ts';
import { chineseDate, chineseMonth, facts, fill, grid, label, photo, printed, said, sealed, signed, title } from './page.ts';
import { studies, verdicts, workDays } from './phrases.ts';

/** Categories 4-2 to 4-4: qualification, research and training. */
export const skillForms: readonly FormKind[] = [
  {
    key: 'titleReview',
    categoryCode: '4-2',
    days: ({ person }, random) => [
      `${Math.min(latestYear, Number(person.workStartDate.slice(0, 4)) + random.between(5, 9))}-11-${random.between(10, 28)}`,
    ],
    title: () => '专业技术职务任职资格评审表',
    draw: ({ life, person, day, random }) => [
      [
        { is: 'space', mm: 10 },
        title('专业技术职务任职资格评审表', 21),
        { is: 'space', mm: 6 },
        grid(
          [1.2, 1.6, 1, 1, 1.2, 1.6],
          [
            who(person),
            facts('公民身份号码', idNumberOn(person, day), 3, '参加工作\n时间', chineseMonth(person.workStartDate)),
            facts('工作单位', jobOn(life, day).unit, 3, '行政职务', jobOn(life, day).post),
            facts('最高学历', person.education, '毕业院校', 1, person.school, 3),
            facts('申报资格', '助理级专业技术资格', 3, '申报专业', person.major === '无' ? '综合管理' : person.major),
          ],
        ),
        grid(
          [0.5, 7],
          [
            said(
              '专业技术工作经历',
              life.jobs
                .filter((job) => job.from < day)
                .slice(0, 4)
                .map((job) => `${chineseMonth(job.from)}起在${job.unit}任${job.post}。`)
                .join(''),
              42,
            ),
            said('任现职以来主要业绩', paragraph(random, workDays, 5), 60),
          ],
        ),
      ],
      [
        grid(
          [0.5, 7],
          [
            said(
              '本人述职',
              `任现职以来，${paragraph(random, workDays, 3)}${paragraph(random, verdicts, 2).replaceAll('群众', '服务对象')}`,
              56,
              signed('本人签名：', person.name, day),
            ),
            said('单位意见', '情况属实，同意申报。', 38, sealed(jobOn(life, day).unit, day)),
            said(
              '评委会意见',
              `经评审委员会评议，出席委员${random.between(9, 13)}人，同意${random.between(8, 9)}人，通过${person.name}同志助理级专业技术资格。`,
              56,
              signed('主任委员：', somebody(random), day, '云岭区职称评审委员会'),
            ),
            said('审批机关意见', '同意评审结果，资格时间从评审通过之日起计算。', 44, sealed('云岭区职称管理办公室', day)),
          ],
        ),
      ],
    ],
  },
  {
    key: 'occupationRegister',
    categoryCode: '4-2',
    days: ({ person }, random) => [
      `${Math.min(latestYear, Number(person.workStartDate.slice(0, 4)) + random.between(2, 6))}-05-${random.between(10, 28)}`,
    ],
    title: () => '职业资格登记表',
    draw: ({ life, person, day, random }) => [
      [
        title('职业资格登记表'),
        { is: 'line', left: `准考证号：${random.between(10_000_000, 99_999_999)}`, right: chineseDate(day) },
        grid(
          [1.1, 1.5, 1, 1, 1.1, 1.5, 1.2],
          [
            [...who(person), photo(3)],
            facts('证件号码', idNumberOn(person, day), 3, '文化程度', person.education),
            facts('工作单位', jobOn(life, day).unit, 3, '本岗工龄', `${random.between(2, 9)}年`),
            facts(
              '申报职业',
              random.pick(['档案管理员', '电工', '会计员', '育婴员', '物业管理员', '中式烹调师']),
              3,
              '申报等级',
              random.pick(['初级', '中级', '高级']),
              2,
            ),
            facts('理论成绩', `${random.between(60, 96)}分`, 3, '实操成绩', `${random.between(60, 96)}分`, 2),
          ],
        ),
        grid(
          [1.1, 7.3],
          [
            said('培训经历', `参加岗前理论培训${random.between(60, 160)}学时，实操培训${random.between(40, 120)}学时。`, 30),
            said('考评组意见', '考核合格。', 34, signed('考评员：', somebody(random), day)),
            said('鉴定机构\n意见', '同意发给职业资格证书。', 44, sealed('云岭区职业技能鉴定所', day)),
          ],
        ),
      ],
    ],
  },
  {
    key: 'researchRegister',
    categoryCode: '4-3',
    days: ({ person }, random) => [
      `${Math.min(latestYear, Number(person.workStartDate.slice(0, 4)) + random.between(4, 12))}-10-${random.between(10, 28)}`,
    ],
    title: () => '科研成果登记表',
    draw: ({ life, person, day, random }) => [
      [
        title('科研成果登记表'),
        grid(
          [1.2, 2, 1.2, 2],
          [
            facts(
              '成果名称',
              `${random.pick(['小型水利设施', '纸质档案', '车间能耗', '荔枝保鲜', '社区康复'])}${random.pick(['管理方法', '节能改造', '信息化应用', '流程优化'])}研究`,
              3,
            ),
            facts('第一完成人', person.name, '完成单位', jobOn(life, day).unit),
            facts('合作者', `${somebody(random)}、${somebody(random)}`, '完成时间', chineseDate(day)),
            facts('成果形式', random.pick(['论文', '技术报告', '软件', '专利申请']), '本人排名', '第1'),
          ],
        ),
        grid(
          [0.5, 6],
          [
            said(
              '内容摘要',
              `本成果针对${random.pick(['基层单位', '生产一线', '服务窗口'])}中存在的实际问题，${paragraph(random, workDays, 3)}经试用，效率提高百分之${random.between(12, 46)}，节约经费${random.between(1, 9)}.${random.between(1, 9)}万元。`,
              76,
            ),
            said('专家评价', '选题有实际意义，方法可行，具有一定的推广价值。', 36, signed('评审人：', somebody(random), day)),
            said('单位意见', '同意登记。', 44, sealed(jobOn(life, day).unit, day)),
          ],
        ),
      ],
    ],
  },
  {
    key: 'trainingRegister',
    categoryCode: '4-4',
    days: ({ person }, random) =>
      [random.between(2, 5), random.between(6, 10)].map(
        (years) => `${Math.min(latestYear - 1, Number(person.workStartDate.slice(0, 4)) + years)}-08-${random.between(10, 28)}`,
      ),
    title: () => '培训结业登记表',
    draw: ({ life, person, day, year, random }) => [
      [
        title('培训结业登记表'),
        {
          is: 'line',
          left: `培训班名称：${year}年${random.pick(['人事档案业务', '财务管理', '安全生产', '中层管理人员', '计算机应用'])}培训班`,
          right: `第${random.between(1, 60)}号`,
        },
        grid(
          [1, 1.4, 0.9, 1, 1.2, 1.5, 1.2],
          [
            [...who(person), photo(2)],
            facts('政治面貌', person.politicalStatus, '学历', person.education, '职务', jobOn(life, day).post),
            facts('工作单位', jobOn(life, day).unit, 6),
            facts('培训时间', `${year}年5月20日至${year}年8月8日`, 3, '主办单位', '云岭区人才培训中心', 2),
          ],
        ),
        grid(
          [1, 3, 1, 1],
          [
            [label('课程'), label('内容'), label('学时'), label('成绩')],
            ...['政策法规', '业务实务', '信息技术', '综合考核'].map((course) => [
              label(course),
              fill(`${course}专题讲授与研讨`),
              fill(String(random.between(8, 40))),
              fill(String(random.between(72, 98))),
            ]),
          ],
        ),
        grid(
          [0.5, 7.7],
          [
            said(
              '学员小结',
              `通过培训，${paragraph(random, studies, 2)}${paragraph(random, workDays, 2)}`,
              54,
              signed('签名：', person.name, day),
            ),
            said('结业意见', '该学员遵守纪律，学习认真，考核合格，准予结业。', 46, sealed('云岭区人才培训中心', day)),
          ],
        ),
        { ...printed('注：本表一式两份，一份存入本人档案。'), indent: false },
      ],
    ],
  },
];
