import { measureNames } from '../../../../modules/evaluation/measures.ts';
import { formatShare } from './format-share.ts';
import type { Drilled, Evaluation } from './useEvaluation.ts';

type Indicator = Evaluation['indicators'][number];
type Drill = (drilled: Drilled) => void;

/** 指标表: level by level, what was aimed at and what was done; every number opens its rows. */
export const IndicatorTable = ({ evaluation, drill }: { evaluation: Evaluation; drill: Drill }) => (
  <div className="figure-scroll">
    <table className="figure-table">
      <thead>
        <tr>
          <th scope="col">一级指标</th>
          <th scope="col">二级指标</th>
          <th scope="col">三级指标</th>
          <th scope="col" className="number">
            指标值
          </th>
          <th scope="col" className="number">
            完成值
          </th>
          <th scope="col" className="number">
            完成 ÷ 应完成
          </th>
          <th scope="col" className="number">
            分值
          </th>
          <th scope="col" className="number">
            得分
          </th>
          <th scope="col">达标</th>
        </tr>
      </thead>
      {evaluation.indicators.map((indicator) => (
        <tbody key={indicator.key}>
          <IndicatorRow indicator={indicator} drill={drill} />
          {indicator.parts.length > 1 ? indicator.parts.map((part) => <PartRow key={part.name} {...{ part, drill }} />) : null}
        </tbody>
      ))}
      <tfoot>
        <tr>
          <th scope="row" colSpan={7}>
            总分（按现有指标折算为百分）
          </th>
          <td className="number total">{evaluation.total ?? '—'}</td>
          <td>{evaluation.grade ? <b>{evaluation.grade}</b> : <span className="muted">暂不能评</span>}</td>
        </tr>
      </tfoot>
    </table>
  </div>
);

function IndicatorRow({ indicator, drill }: { indicator: Indicator; drill: Drill }) {
  const { name, level1, level2, formula, numerator, denominator, value, target, weight, score, met, parts } = indicator;
  const [only, another] = parts;
  const isWhole = only !== undefined && another === undefined;
  return (
    <tr>
      <td>{level1}</td>
      <td>{level2}</td>
      <td title={formula}>
        {name}
        <div className="muted small">{formula}</div>
      </td>
      <td className="number">≥{formatShare(target)}</td>
      <td className="number">{value === null ? <span className="muted">—</span> : formatShare(value)}</td>
      <td className="number">{isWhole ? <Pair part={only} drill={drill} /> : `${numerator} ÷ ${denominator}`}</td>
      <td className="number">{weight}</td>
      <td className="number">{score ?? <span className="muted">—</span>}</td>
      <td>
        <Met met={met} />
      </td>
    </tr>
  );
}

type Part = Indicator['parts'][number];

/** One kind of work. What nobody planned is shown, and does not count. */
const PartRow = ({ part, drill }: { part: Part; drill: Drill }) => (
  <tr className="part">
    <td />
    <td />
    <td>其中：{part.name}</td>
    <td />
    <td className="number">{part.denominator === 0 ? '' : formatShare(String(part.numerator / part.denominator))}</td>
    <td className="number">{part.denominator === 0 ? <Unplanned part={part} drill={drill} /> : <Pair part={part} drill={drill} />}</td>
    <td colSpan={3} className="muted">
      {part.denominator === 0 ? '无计划，不计入' : ''}
    </td>
  </tr>
);

const Pair = ({ part: { numeratorMeasure, denominatorMeasure, numerator, denominator }, drill }: { part: Part; drill: Drill }) => (
  <>
    <Figure measure={numeratorMeasure} amount={numerator} drill={drill} /> ÷{' '}
    <Figure measure={denominatorMeasure} amount={denominator} drill={drill} />
  </>
);

/** What was done without a plan is no figure of the indicator, yet its rows may be looked at. */
const Unplanned = ({ part: { name, numeratorMeasure }, drill }: { part: Part; drill: Drill }) => (
  <button type="button" className="plain-button" aria-label={`${name}，看明细`} onClick={() => drill({ measure: numeratorMeasure })}>
    明细
  </button>
);

const Figure = ({ measure, amount, drill }: { measure: string; amount: number; drill: Drill }) => (
  <button
    type="button"
    className="plain-button"
    aria-label={`${amount}，${measureNames[measure] ?? measure}，看明细`}
    onClick={() => drill({ measure })}
  >
    {amount}
  </button>
);

function Met({ met }: { met: boolean | null }) {
  if (met === null) return <span className="muted">不参评</span>;
  return met ? <span className="tag tag-verified">达标</span> : <span className="tag tag-vermilion">未达标</span>;
}
