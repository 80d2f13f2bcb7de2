import { type FormKind, idNumberOn, paragraph, who } from './form-kind.ts';
import { jobOn, somebody } from './life.ts';
import { chineseDate, chineseMonth, facts, grid, photo, said, sealed, signed, title, written } from './page.ts';
import { type SamplePerson, yearsAfter } from './people.ts';
import { beliefs, convictions, promises, verdicts } from './phrases.ts';

/** Category 6: League and Party. */
export const partyForms: readonly FormKind[] = [
  {
    key: 'leagueApplicationForm',
    categoryCode: '6',
    rank: 1,
    days: ({ person }) => [person.leagueJoinDate],
    title: () => '入团志愿书',
    draw: ({ life, person, day, random }) => [
      [
        { is: 'space', mm: 4 },
        { is: 'text', text: '中国共产主义青年团', by: 'print', size: 15, centred: true },
        title('入 团 志 愿 书', 26),
        grid(
          [1, 1.3, 0.9, 1, 1.2, 1.6, 1.2],
          [
            [...who(person), photo(2)],
            facts('民族', person.ethnicity, '籍贯', person.nativePlace, '文化程度', '初中'),
            facts('所在学校', life.schooling[1]?.school ?? '', 6),
          ],
        ),
        grid(
          [0.5, 7.7],
          [
            said(
              '入团志愿',
              `我自愿申请加入中国共产主义青年团。${paragraph(random, convictions.slice(2), 3)}${paragraph(random, beliefs, 2)}`,
              76,
              signed('申请人：', person.name, day),
            ),
            said(
              '介绍人意见',
              `${person.name}同学${paragraph(random, verdicts.slice(3), 2)}我愿意介绍其入团。`,
              36,
              signed('介绍人：', somebody(random), day),
            ),
            said(
              '支部决议',
              `支部大会讨论通过，同意接收${person.name}为共青团员。`,
              34,
              signed('支部书记：', somebody(random), day, `共青团${life.schooling[1]?.school ?? '中学'}委员会`),
            ),
          ],
        ),
      ],
    ],
  },
  {
    key: 'partyApplicationForm',
    categoryCode: '6',
    rank: 2,
    days: ({ person }) => (person.partyJoinDate ? [person.partyJoinDate] : []),
    title: () => '入党志愿书',
    draw: ({ life, person, day, random }) => [
      [
        { is: 'space', mm: 34 },
        { is: 'text', text: '中国共产党', by: 'print', size: 24, centred: true },
        title('入 党 志 愿 书', 36),
        { is: 'space', mm: 60 },
        { is: 'text', text: `申请人姓名：${person.name}`, by: 'fill', size: 15, centred: true },
        { is: 'text', text: chineseDate(day), by: 'fill', size: 15, centred: true },
      ],
      [
        grid(
          [1, 1.3, 0.9, 1, 1.2, 1.6, 1.2],
          [
            [...who(person), photo(2)],
            facts('民族', person.ethnicity, '籍贯', person.nativePlace, '学历', person.education),
            facts('身份证号码', idNumberOn(person, day), 6),
            facts('单位职务', `${jobOn(life, day).unit}${jobOn(life, day).post}`, 6),
          ],
        ),
        grid(
          [0.5, 7.7],
          [
            said(
              '入党志愿',
              `我志愿加入中国共产党，拥护党的纲领，遵守党的章程，履行党员义务，执行党的决定，严守党的纪律，保守党的秘密，对党忠诚。${paragraph(random, convictions, 5)}${paragraph(random, beliefs, 3)}${paragraph(random, promises, 2)}`,
              150,
              signed('申请人：', person.name, day),
            ),
          ],
        ),
      ],
      [
        grid(
          [0.5, 7.7],
          [
            said(
              '第一介绍人意见',
              `${person.name}同志${paragraph(random, verdicts, 3)}已具备党员条件，我愿意介绍其入党。`,
              50,
              signed('介绍人：', somebody(random), day),
            ),
            said('第二介绍人意见', `${paragraph(random, verdicts, 2)}同意介绍其入党。`, 42, signed('介绍人：', somebody(random), day)),
            said(
              '支部大会决议',
              `支部大会应到有表决权的党员${random.between(12, 30)}人，实到${random.between(9, 12)}人，经无记名投票，一致同意接收${person.name}同志为中共预备党员。`,
              50,
              signed('支部书记：', somebody(random), day),
            ),
            said(
              '上级党委审批意见',
              `批准${person.name}同志为中共预备党员，预备期一年。`,
              50,
              sealed(`中共${jobOn(life, day).unit.slice(0, 6)}委员会`, day),
            ),
          ],
        ),
      ],
    ],
  },
  {
    key: 'partyRequest',
    categoryCode: '6',
    rank: 3,
    days: ({ person }) => (person.partyJoinDate ? [yearsAfter(person.partyJoinDate, -2, '03-05')] : []),
    title: () => '入党申请书',
    draw: ({ person, day, random }) => [
      requestFirst(person, random),
      [
        written(paragraph(random, beliefs, 4)),
        written(`今后，${paragraph(random, promises, 3)}`),
        written('请党组织在实践中考验我！'),
        written('此致'),
        { is: 'text', text: '敬礼！', by: 'fill' },
        { is: 'sign', sign: signed('申请人：', person.name, day) },
      ],
    ],
  },
];

function requestFirst(person: SamplePerson, random: Parameters<typeof paragraph>[0]): ReturnType<FormKind['draw']>[number] {
  return [
    title('入 党 申 请 书'),
    { is: 'text', text: '敬爱的党组织：', by: 'fill' },
    written(
      `我叫${person.name}，${person.ethnicity}，${chineseMonth(person.birthDate)}出生。我志愿加入中国共产党，愿意为共产主义事业奋斗终身。`,
    ),
    written(paragraph(random, convictions, 4)),
    written(paragraph(random, beliefs, 4)),
    written(`我的父母都是普通劳动者，从小教育我热爱祖国、热爱劳动。参加工作以后，${paragraph(random, verdicts, 3)}`),
    written(paragraph(random, convictions, 3)),
  ];
}
