import { z } from 'zod';

/** What an institution may set, each with its default. Stored only where it differs. */
export const settings = {
  'dossier.floatingPattern': {
    zh: '流动人员档案存档编号规则',
    help: '{unit} 单位代码，{year} 年份，{seq:6} 六位流水号（必须有）；号码用后不再重用',
    schema: z
      .string()
      .max(40)
      .regex(/\{seq:[1-9]\}/, '须含流水号，如 {seq:6}'),
    default: '{unit}-{year}-{seq:6}',
  },
  'dossier.cadrePattern': {
    zh: '干部人事档案存档编号规则',
    help: '{unit} 单位代码，{year} 年份（不写则逐年连续），{seq:5} 五位流水号（必须有）；号码用后不再重用',
    schema: z
      .string()
      .max(40)
      .regex(/\{seq:[1-9]\}/, '须含流水号，如 {seq:6}'),
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
