import { type FormKind, idNumberOn } from './form-kind.ts';
import { type Job, jobOn, somebody } from './life.ts';
import { chineseDate, chineseMonth, printed, signed, title } from './page.ts';

/** Category 9-2: labour contracts and their end. */
export const contractForms: readonly FormKind[] = [
  {
    key: 'labourContract',
    categoryCode: '9-2',
    days: ({ jobs }) => jobs.filter((job) => job.from > '1996').map((job) => `${job.from}-01`),
    title: () => '劳动合同书',
    draw: ({ life, person, day, year, random }) => [
      [
        title('劳 动 合 同 书', 24),
        { is: 'line', left: `编号：LD${year}${String(random.int(10_000)).padStart(4, '0')}` },
        printed(`甲方（用人单位）：${jobOn(life, day).unit}`),
        printed(`乙方（劳动者）：${person.name}　公民身份号码：${idNumberOn(person, day)}`),
        printed(`家庭住址：${person.address}　联系电话：${person.phone}`),
        printed(
          '根据《中华人民共和国劳动法》及有关法律、法规的规定，甲乙双方在平等自愿、协商一致的基础上，订立本合同，共同遵守本合同所列条款。',
        ),
        printed(
          `第一条　本合同为固定期限合同，自${chineseDate(day)}起，期限${random.pick(['一', '二', '三', '五'])}年，其中试用期${random.pick(['一', '二', '三'])}个月。`,
        ),
        printed(`第二条　甲方安排乙方在${jobOn(life, day).post}岗位工作，乙方应当按照岗位职责按时完成工作任务。`),
        printed('第三条　甲方实行每日工作八小时、每周工作四十小时的工时制度，保证乙方每周至少休息一日。'),
        printed(
          `第四条　甲方每月${random.between(5, 25)}日前以货币形式支付乙方工资，月工资为人民币${random.between(8, 68) * 100}.00元，不低于当地最低工资标准。`,
        ),
        printed('第五条　甲乙双方依法参加社会保险，按时足额缴纳各项社会保险费。'),
        printed('第六条　甲方为乙方提供符合国家规定的劳动安全卫生条件和必要的劳动防护用品。'),
      ],
      [
        printed('第七条　乙方应当遵守甲方依法制定的规章制度，爱护甲方财物，保守甲方的商业秘密。'),
        printed('第八条　经双方协商一致，可以变更或者解除本合同。乙方提前三十日以书面形式通知甲方，可以解除本合同。'),
        printed('第九条　有下列情形之一的，本合同终止：合同期满；乙方开始依法享受基本养老保险待遇；甲方被依法宣告破产或者提前解散。'),
        printed('第十条　甲方应当在解除或者终止本合同时出具证明，并在十五日内为乙方办理档案和社会保险关系转移手续。'),
        printed('第十一条　因履行本合同发生争议，可以向劳动争议仲裁委员会申请仲裁。'),
        printed('第十二条　本合同一式三份，甲乙双方各执一份，存入乙方人事档案一份，自双方签字盖章之日起生效。'),
        { is: 'space', mm: 12 },
        {
          is: 'sign',
          sign: { unit: '甲方（盖章）', caption: '法定代表人：', by: somebody(random), on: chineseDate(day), seal: jobOn(life, day).unit },
        },
        { is: 'space', mm: 24 },
        { is: 'sign', sign: signed('乙方（签名）：', person.name, day) },
      ],
    ],
  },
  {
    key: 'contractEnd',
    categoryCode: '9-2',
    days: ({ jobs }) => jobs.flatMap((job) => (job.to && job.to > '1996' ? [`${job.to}-28`] : [])),
    title: () => '解除劳动合同证明书',
    draw: ({ life, person, day, random }) => [
      [
        { is: 'space', mm: 10 },
        title('解除（终止）劳动合同证明书', 20),
        { is: 'space', mm: 6 },
        { is: 'line', left: '', right: `编号：${random.between(100, 999)}` },
        printed(
          `${person.name}（公民身份号码：${idNumberOn(person, day)}），原系我单位${left(life.jobs, day)?.post ?? '职工'}，于${chineseMonth(left(life.jobs, day)?.from ?? person.workStartDate)}与我单位签订劳动合同。`,
        ),
        printed(
          `现因${random.pick(['劳动合同期满，双方不再续订', '本人提出辞职', '双方协商一致', '单位生产经营调整'])}，根据《中华人民共和国劳动法》的有关规定，自${chineseDate(day)}起解除（终止）劳动合同。`,
        ),
        printed('在本单位工作期间，未发现违法违纪行为。请凭本证明办理失业登记、社会保险关系和人事档案转移手续。'),
        printed('特此证明。'),
        { is: 'space', mm: 14 },
        {
          is: 'sign',
          sign: {
            unit: left(life.jobs, day)?.unit ?? person.employer,
            on: chineseDate(day),
            seal: left(life.jobs, day)?.unit ?? person.employer,
          },
        },
        { is: 'space', mm: 26 },
        printed('本人已收到本证明书。'),
        { is: 'sign', sign: signed('签收人：', person.name, day) },
      ],
    ],
  },
];

function before(jobs: readonly Job[], day: string): Job | undefined {
  return jobs.findLast((job) => job.to !== undefined && job.to <= day.slice(0, 7));
}

function left(jobs: readonly Job[], day: string): Job | undefined {
  return jobs.find((job) => job.to === day.slice(0, 7)) ?? before(jobs, day);
}
