import { z } from 'zod';

const numberPattern = z
  .string()
  .max(40)
  .regex(/\{seq:[1-9]\}/, '须含流水号，如 {seq:6}');

/** What an institution may set, each with its default. Stored only where it differs. */
export const settings = {
  'dossier.floatingPattern': {
    zh: '流动人员档案存档编号规则',
    help: '{unit} 单位代码，{year} 年份，{seq:6} 六位流水号（必须有）；号码用后不再重用',
    schema: numberPattern,
    default: '{unit}-{year}-{seq:6}',
  },
  'dossier.cadrePattern': {
    zh: '干部人事档案存档编号规则',
    help: '{unit} 单位代码，{year} 年份（不写则逐年连续），{seq:5} 五位流水号（必须有）；号码用后不再重用',
    schema: numberPattern,
    default: 'G{unit}-{seq:5}',
  },
  'digitisation.existingDpi': {
    zh: '存量扫描件最低分辨率（dpi）',
    help: '以往数字化成果按“存量”接收时的下限；新扫一律不低于 300',
    schema: z.string().regex(/^(?:[5-9]\d|[1-9]\d{2})$/, '须为 50 至 999 的整数'),
    default: '200',
  },
  'loan.days': {
    zh: '借阅期限（天）',
    help: '申请借阅时默认的应还日期；可在申请时改动，续借须审批',
    schema: z.string().regex(/^[1-9]\d{0,2}$/, '须为 1 至 999 的整数'),
    default: '14',
  },
  'list.exportLimit': {
    zh: '导出清单的行数上限',
    help: '一次最多导出多少行；超过时文件里和页面上都会说明。100 至 200000',
    schema: z.string().regex(/^(?:[1-9]\d{2,4}|1\d{5}|200000)$/, '须为 100 至 200000 的整数'),
    default: '50000',
  },
  'consultation.floatingLevels': {
    zh: '流动人员档案查阅审批级数',
    help: '1 一人审批；2 两人先后审批。对以后的申请生效',
    schema: z.string().regex(/^[12]$/, '须为 1 或 2'),
    default: '1',
  },
  'consultation.cadreLevels': {
    zh: '干部人事档案查阅审批级数',
    help: '1 一人审批；2 两人先后审批。对以后的申请生效',
    schema: z.string().regex(/^[12]$/, '须为 1 或 2'),
    default: '2',
  },
  'consultation.grantDays': {
    zh: '查阅授权有效天数',
    help: '批准之日起，须在这些天内查阅；过期后授权失效',
    schema: z.string().regex(/^(?:[1-9]|[1-8]\d|90)$/, '须为 1 至 90 的整数'),
    default: '7',
  },
  'transfer.ownAddress': {
    zh: '收档地址',
    help: '印在调档函上：机要地址、邮编、电话，如 东河机要0101，100000，010-12345678；不填则不印',
    schema: z.string().trim().max(120),
    default: '',
  },
  'transfer.letterPattern': {
    zh: '调档函编号规则',
    help: '{unit} 单位代码，{year} 年份，{seq:5} 五位流水号（必须有）；调档函与商调函共用',
    schema: numberPattern,
    default: 'D{unit}-{year}-{seq:5}',
  },
  'transfer.noticePattern': {
    zh: '转递通知单字号规则',
    help: '{unit} 单位代码，{year} 年份，{seq:5} 五位流水号（必须有）；审核通过时编号',
    schema: numberPattern,
    default: 'Z{unit}-{year}-{seq:5}',
  },
  'transfer.workingDays': {
    zh: '流动人员档案转出时限（工作日）',
    help: '自申请之日起，扣除周末和国务院公布的节假日；规定为 15 个工作日以内',
    schema: z.string().regex(/^(?:[1-9]|1[0-5])$/, '须为 1 至 15 的整数'),
    default: '15',
  },
  'transfer.cadreMonths': {
    zh: '干部人事档案转出时限（月）',
    help: '自申请之日起；规定为 2 个月以内',
    schema: z.string().regex(/^[12]$/, '须为 1 或 2'),
    default: '2',
  },
  'transfer.chaseDays': {
    zh: '回执催办（天）',
    help: '寄出后超过这些天未收到回执，列入催办',
    schema: z.string().regex(/^[1-9]\d{0,2}$/, '须为 1 至 999 的整数'),
    default: '30',
  },
  'transfer.letterDays': {
    zh: '调档函有效期（天）',
    help: '开函后超过这些天档案未到，列为过期',
    schema: z.string().regex(/^[1-9]\d{0,2}$/, '须为 1 至 999 的整数'),
    default: '90',
  },
  'transfer.acknowledgementDays': {
    zh: '回执寄回时限（天）',
    help: '档案登记后超过这些天未寄回执，列为逾期',
    schema: z.string().regex(/^[1-9]\d{0,2}$/, '须为 1 至 999 的整数'),
    default: '10',
  },
  'condition.maxLevel': {
    zh: '计为完好的最差等级',
    help: 'intact 只计完好，slight 计完好与轻度，moderate 计至中度；未检的卷不计为完好',
    schema: z.string().regex(/^(?:intact|slight|moderate)$/, '须为 intact、slight 或 moderate'),
    default: 'slight',
  },
  'condition.months': {
    zh: '完好检查有效期（月）',
    help: '最近一次检查早于此期限的列为“逾期未检”；不改变完好率',
    schema: z.string().regex(/^[1-9]\d{0,2}$/, '须为 1 至 999 的整数'),
    default: '36',
  },
} as const satisfies Record<string, { zh: string; help: string; schema: z.ZodType<string>; default: string }>;

export type SettingKey = keyof typeof settings;
export const settingKeys = Object.keys(settings) as [SettingKey, ...SettingKey[]];

/** A number by its pattern. `{year}` starts a new series each year; where the pattern has none, numbers run on. Pure. */
export function formatNumber(pattern: string, parts: { unit: string; year: string; seq: number }): string {
  return pattern
    .replaceAll('{unit}', parts.unit)
    .replaceAll('{year}', parts.year)
    .replace(/\{seq:(\d)\}/, (_match, width: string) => String(parts.seq).padStart(Number(width), '0'));
}
