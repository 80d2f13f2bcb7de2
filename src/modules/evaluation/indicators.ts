import { workNames } from './measures.ts';

/** One third-level indicator (三级指标): a sum of measures over another, within the year. */
export type Indicator = {
  key: string;
  name: string;
  level1: string;
  level2: string;
  formula: string;
  /** Exact share, as text. */
  target: string;
  weight: number;
  numerator: readonly string[];
  denominator: readonly string[];
  /** Pairs numerator and denominator by kind of work: what nobody planned does not count as done. */
  byWork?: boolean;
};

export const indicators: readonly Indicator[] = [
  {
    ...{ key: 'workCompletion', name: '档案整理、移交、接收、管理、保存工作完成率', level1: '产出指标', level2: '数量指标' },
    formula: '实际完成的档案整理、移交、接收、管理、保存工作量 ÷ 计划应完成的工作量',
    ...{ target: '0.90', weight: 25, byWork: true },
    numerator: workNames.map((work) => `work.${work}`),
    denominator: workNames.map((work) => `plan.${work}`),
  },
  {
    ...{ key: 'sameDayRegistration', name: '当日登记率', level1: '产出指标', level2: '时效指标' },
    formula: '签收当日登记完毕的包裹 ÷ 签收的包裹',
    ...{ target: '0.95', weight: 25 },
    numerator: ['parcel.registeredSameDay'],
    denominator: ['parcel.signed'],
  },
];
