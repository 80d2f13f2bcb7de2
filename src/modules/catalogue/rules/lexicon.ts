import type { CategoryCode, Scheme } from '../../packages/categories.ts';

/**
 * What items are usually called, and where they belong. `title` is offered while typing. A title that contains one of `words` (the
 * title itself, where none are given) is expected in `code`, or in one of `also`; the longest word found decides. `code` differs
 * by scheme where the regulation of 2018 moved the kind; null: it has no place there any more.
 */
export type LexiconEntry = {
  title: string;
  code: CategoryCode | Readonly<Record<Scheme, CategoryCode | null>>;
  words?: readonly string[];
  also?: readonly CategoryCode[];
};

/** @standard 中组发〔2009〕12号; 《干部人事档案工作条例》 (2018) for what moved */
export const lexicon: readonly LexiconEntry[] = [
  { title: '干部履历表', code: '1', words: ['履历表'] },
  { title: '公务员履历表', code: '1', words: ['履历表'] },
  { title: '个人简历', code: '1', words: ['简历'] },
  { title: '职工登记表', code: '1', words: ['职工登记表', '干部登记表'] },
  { title: '自传', code: '2' },
  { title: '思想汇报', code: '2', words: ['思想汇报', '思想小结'], also: ['6'] },
  { title: '党性分析材料', code: '2', words: ['党性分析'] },
  { title: '领导干部报告个人有关事项表', code: { '2009': '2', '2018': null }, words: ['个人有关事项', '个人事项'] },
  { title: '年度考核登记表', code: '3', words: ['年度考核', '聘期考核', '试用期考核'] },
  { title: '干部考察材料', code: '3', words: ['考察材料'], also: ['6', '9-2'] },
  { title: '工作鉴定', code: '3', words: ['工作鉴定', '组织鉴定', '转业鉴定', '自我鉴定'] },
  { title: '挂职锻炼考核材料', code: '3', words: ['挂职'], also: ['9-2'] },
  { title: '经济责任审计结果报告', code: { '2009': '3', '2018': '5' }, words: ['审计'] },
  { title: '高中毕业生登记表', code: '4-1', words: ['毕业生登记表'] },
  { title: '高等学校毕业生登记表', code: '4-1', words: ['毕业生登记表', '毕业研究生登记表'] },
  { title: '学生成绩表', code: '4-1', words: ['成绩表', '成绩单', '成绩登记表', '成绩册'] },
  { title: '学籍表', code: '4-1', words: ['学籍'] },
  { title: '报考登记表', code: '4-1', words: ['报考登记表', '招生登记表', '新生登记表', '入学登记表', '招生报名'] },
  { title: '毕业证书复印件', code: '4-1', words: ['毕业证'] },
  { title: '学位证书复印件', code: '4-1', words: ['学位证', '授予学位', '学位申请'] },
  { title: '学历证书电子注册备案表', code: '4-1', words: ['学历证书', '学历认证', '学位认证', '学历学位'] },
  { title: '专业技术职务任职资格评审表', code: '4-2', words: ['任职资格评审', '职称评审', '资格评审表', '职务评审'] },
  { title: '专业技术职务聘任审批表', code: '4-2', words: ['职务聘任'] },
  { title: '职业资格登记表', code: '4-2', words: ['职业资格', '执业资格', '资格考试', '技能鉴定'] },
  { title: '教师资格认定申请表', code: '4-2', words: ['教师资格'] },
  { title: '科研成果登记表', code: '4-3', words: ['科研成果', '科技成果'], also: ['7'] },
  { title: '论文著作目录', code: '4-3', words: ['论文', '论著', '著作目录'] },
  { title: '发明专利证书复印件', code: '4-3', words: ['专利'] },
  { title: '培训结业登记表', code: '4-4', words: ['培训', '结业登记表'] },
  { title: '学员登记表', code: '4-4', words: ['学员登记', '学员考核', '学员鉴定'] },
  { title: '政审结论', code: '5', words: ['政审', '政治审查'], also: ['6'] },
  { title: '关于更改出生日期的批复', code: '5', words: ['更改出生', '出生日期', '出生时间'] },
  { title: '关于更改姓名的批复', code: '5', words: ['更改姓名', '更改民族', '更改籍贯', '更名'] },
  { title: '关于更改参加工作时间的批复', code: '5', words: ['参加工作时间'] },
  { title: '关于更改入党时间的批复', code: '5', words: ['入党时间', '入团时间', '党龄'] },
  { title: '干部人事档案基本信息审核认定表', code: '5', words: ['审核认定', '信息认定'] },
  { title: '干部任前档案审核登记表', code: '5', words: ['任前档案审核', '任前审核'] },
  { title: '入团志愿书', code: '6' },
  { title: '入团申请书', code: '6', words: ['入团申请', '团员登记表', '超龄离团'] },
  { title: '入党志愿书', code: '6' },
  { title: '入党申请书', code: '6', words: ['入党申请', '入党积极分子', '党员培养'] },
  { title: '预备党员转正申请书', code: '6', words: ['党员转正', '转正申请'], also: ['9-2'] },
  { title: '中国共产党党员登记表', code: '6', words: ['党员登记表', '民主评议党员'] },
  { title: '加入民主党派申请书', code: '6', words: ['民主党派', '入盟', '入会申请'] },
  { title: '先进工作者审批表', code: '7', words: ['先进工作者', '先进个人', '先进生产者', '劳动模范'] },
  { title: '三好学生登记表', code: '7', words: ['三好学生', '优秀学生', '优秀毕业生', '奖学金'] },
  { title: '优秀共产党员登记表', code: '7', words: ['优秀共产党员', '优秀党务', '优秀团'] },
  { title: '奖励审批表', code: '7', words: ['奖励', '嘉奖', '立功', '记功'] },
  { title: '处分决定', code: '8', words: ['处分', '违纪', '行政处罚'] },
  { title: '刑事判决书', code: '8', words: ['判决书', '裁定书', '不起诉决定'] },
  { title: '工资变动审批表', code: '9-1', words: ['工资', '增资', '薪级', '津贴', '晋升工资档次'] },
  { title: '工资套改表', code: '9-1', words: ['套改'] },
  { title: '干部任免审批表', code: '9-2', words: ['任免审批', '任免呈报', '任免表'] },
  { title: '公务员登记表', code: '9-2', words: ['公务员登记', '参照公务员'] },
  { title: '录用审批表', code: '9-2', words: ['录用', '招工', '招聘'] },
  { title: '劳动合同书', code: '9-2', words: ['劳动合同', '聘用合同'] },
  { title: '解除劳动合同证明书', code: '9-2', words: ['解除劳动合同', '终止劳动合同', '解除聘用'] },
  { title: '转正定级审批表', code: '9-2', words: ['转正定级', '见习期满'] },
  { title: '调动审批表', code: '9-2', words: ['调动审批', '商调'] },
  { title: '军人转业审批表', code: '9-2', words: ['转业审批', '退伍', '退役', '授衔'] },
  { title: '退休审批表', code: '9-2', words: ['退休审批', '退休呈报', '离休'] },
  { title: '辞职审批表', code: '9-2', words: ['辞职', '辞退'] },
  { title: '出国（境）审批表', code: '9-3', words: ['出国', '出境', '因私'] },
  { title: '代表登记表', code: '9-4', words: ['代表登记表', '代表大会代表', '政协委员'] },
  { title: '就业报到证', code: '10', words: ['报到证', '派遣证'] },
  { title: '调动介绍信', code: '10', words: ['介绍信'] },
  { title: '体检表', code: '10', words: ['体检', '健康检查'] },
  { title: '工伤认定决定书', code: '10', words: ['工伤'] },
  { title: '治丧材料', code: '10', words: ['治丧', '悼词', '死亡'] },
];

/** Where a kind of item belongs by one scheme; null: nowhere. */
const placeOf = ({ code }: LexiconEntry, scheme: Scheme): CategoryCode | null => (typeof code === 'string' ? code : code[scheme]);

/** A title as words are looked for in it: half-width, without spaces. */
const plain = (title: string): string => title.normalize('NFKC').replace(/\s/g, '');

/** Where the title of an item says that it belongs; undefined when it says nothing. `codes` is empty when the scheme has no place. Pure. */
export function expectCategories(title: string, scheme: Scheme): { word: string; codes: readonly CategoryCode[] } | undefined {
  const text = plain(title);
  let best: { word: string; entry: LexiconEntry } | undefined;
  for (const entry of lexicon)
    for (const word of entry.words ?? [entry.title])
      if (text.includes(word) && word.length > (best?.word.length ?? 0)) best = { word, entry };
  if (!best) return undefined;
  const place = placeOf(best.entry, scheme);
  return { word: best.word, codes: place === null ? [] : [place, ...(best.entry.also ?? [])] };
}

/** Titles to offer for what was typed so far, those that begin with it first; at most `limit`. Without text: those of the category. Pure. */
export function suggestTitles(typed: string, scheme: Scheme, category: string, limit = 8): { title: string; categoryCode: CategoryCode }[] {
  const text = plain(typed);
  const offered = lexicon.flatMap((entry) => {
    const categoryCode = placeOf(entry, scheme);
    return categoryCode === null ? [] : [{ title: entry.title, categoryCode }];
  });
  const fitting = offered.filter(({ title, categoryCode }) => (text === '' ? categoryCode === category : plain(title).includes(text)));
  const rank = ({ title, categoryCode }: { title: string; categoryCode: string }) =>
    (plain(title).startsWith(text) ? 0 : 2) + (categoryCode === category ? 0 : 1);
  return fitting.sort((a, b) => rank(a) - rank(b)).slice(0, limit);
}
