/** One code table: code → words. Sources stand with each; a value outside its table is refused. */
export type CodeTable = Readonly<Record<string, string>>;

/** GB/T 2261.1 */
export const sexes = { '0': '未知的性别', '1': '男', '2': '女', '9': '未说明的性别' } as const satisfies CodeTable;

const ETHNICITIES =
  '汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺';
/** GB/T 3304, two digits as in practice. */
export const ethnicities: CodeTable = Object.fromEntries(
  ETHNICITIES.split(' ').map((name, i) => [String(i + 1).padStart(2, '0'), `${name}族`]),
);

/** GB/T 4762 */
export const politicalStatuses = {
  ...{ '01': '中共党员', '02': '中共预备党员', '03': '共青团员', '04': '民革党员', '05': '民盟盟员', '06': '民建会员', '07': '民进会员' },
  ...{ '08': '农工党党员', '09': '致公党党员', '10': '九三学社社员', '11': '台盟盟员', '12': '无党派民主人士', '13': '群众' },
} as const satisfies CodeTable;

/** GB/T 4658, the codes in use for dossiers; `level` orders them, higher is more. */
export const educations = {
  ...{
    '11': '博士研究生毕业',
    '12': '博士研究生结业',
    '13': '博士研究生肄业',
    '14': '硕士研究生毕业',
    '15': '硕士研究生结业',
    '16': '硕士研究生肄业',
  },
  ...{ '17': '研究生班毕业', '18': '研究生班结业', '19': '研究生班肄业', '21': '大学本科毕业', '22': '大学本科结业', '23': '大学本科肄业' },
  ...{
    '28': '大学普通班毕业',
    '31': '大学专科毕业',
    '32': '大学专科结业',
    '33': '大学专科肄业',
    '41': '中等专科毕业',
    '42': '中等专科结业',
  },
  ...{ '43': '中等专科肄业', '44': '职业高中毕业', '45': '职业高中结业', '46': '职业高中肄业', '47': '技工学校毕业', '48': '技工学校结业' },
  ...{ '49': '技工学校肄业', '61': '普通高中毕业', '62': '普通高中结业', '63': '普通高中肄业', '71': '初中毕业', '73': '初中肄业' },
  ...{ '81': '小学毕业', '83': '小学肄业', '90': '其他' },
} as const satisfies CodeTable;

/** GB/T 6864 by its first digit; the three-digit codes name the branch. */
export const degrees = { '1': '名誉博士', '2': '博士', '3': '硕士', '4': '学士' } as const satisfies CodeTable;

/** The seven groups whose dossiers the public employment services keep (人社部发〔2021〕112号). */
export const identities = {
  '1': '非公有制经济组织和社会组织聘用人员',
  '2': '辞职辞退、解除聘用（劳动）合同等未就业的原机关事业国企人员',
  '3': '未就业的高校毕业生及中专毕业生',
  '4': '自费出国（境）留学及其他因私出国（境）人员',
  '5': '外国企业常驻代表机构的中方雇员',
  '6': '自由职业或灵活就业人员',
  '7': '其他流动人员',
} as const satisfies CodeTable;

/** What a person shows. Only the first has a checksum. */
export const idTypes = {
  'resident-id': '居民身份证',
  passport: '护照',
  'hk-macao-permit': '港澳居民来往内地通行证',
  'taiwan-permit': '台湾居民来往大陆通行证',
  'foreign-resident': '外国人永久居留身份证',
  other: '其他证件',
} as const satisfies CodeTable;

/** The above, and what a person has who is known without any number (期初建账): nothing is made up, the number is 待补. */
export const knownIdTypes = { ...idTypes, none: '证件号码' } as const satisfies CodeTable;

/** Why a dossier comes in (转入原因). */
export const inReasons = {
  ...{
    graduation: '毕业',
    employment: '就业',
    leaving: '离职',
    study: '升学',
    abroad: '出国（境）',
    discharge: '退役',
    relocation: '户籍迁移',
  },
  ...{ restructuring: '单位改制', returned: '退回', other: '其他' },
} as const satisfies CodeTable;

/** Why a dossier goes out (转出原因). */
export const outReasons = {
  ...{ employment: '就业', civilService: '录用（公务员、事业单位）', study: '升学', enlistment: '参军', abroad: '出国（境）' },
  ...{ relocation: '户籍迁移', restructuring: '单位改制', retirement: '退休', returned: '退回原单位', other: '其他' },
} as const satisfies CodeTable;

/** Province prefixes of resident ID numbers (GB/T 2260). */
export const provinces: ReadonlySet<string> = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(' '),
);
