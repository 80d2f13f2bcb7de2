import { EmptyState } from '../../parts/EmptyState.tsx';

const examples = [
  ['姓名', '王伟，也可只填一两个字；曾用名一并查找'],
  ['拼音', 'ww 或 wangwei'],
  ['证件号', '18 位、15 位，或后四位 0012'],
  ['出生日期', '19900102 或 1990年1月2日'],
  ['编号', '存档编号的任一段、流水号，或扫描卷条码'],
  ['材料名称', '2008年度考核登记表'],
] as const;

/** Before anything is typed: what the box understands. */
export const Examples = () => (
  <EmptyState title="一个框，填已知的任一项">
    <span className="search-examples">
      {examples.map(([name, example]) => (
        <span key={name}>
          <strong>{name}</strong>
          {example}
        </span>
      ))}
    </span>
  </EmptyState>
);
