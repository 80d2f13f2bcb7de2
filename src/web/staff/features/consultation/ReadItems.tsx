import { durationWords } from '../../../../modules/consultation/rules.ts';
import { formatInstant } from '../../parts/format.ts';
import { itemCode } from '../digitisation/category-words.ts';
import type { Whole } from './useConsultations.ts';

const columns = ['编号', '材料名称', '送出/共', '实际阅读', '最后一次'] as const;

/** 逐份材料: what was granted, and of each how many pages left and how long it was on the screen. */
export const ReadItems = ({ consultation: { items } }: { consultation: Whole }) => (
  <section className="block" aria-label="材料">
    <div className="block-head">
      <h2>材料</h2>
      <span className="muted">{items.length} 件</span>
    </div>
    <table className="list">
      <colgroup>
        {[90, undefined, 90, 110, 150].map((width, column) => (
          <col key={columns[column]} style={width === undefined ? {} : { width }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map((title, column) => (
            <th key={title} scope="col" className={column === 2 ? 'number' : undefined}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            <td className="code">{itemCode(item)}</td>
            <td title={item.title}>{item.title}</td>
            <td className="number">
              {item.seenPageCount}/{item.pageCount}
            </td>
            <td>{item.seconds > 0 ? durationWords(item.seconds) : '—'}</td>
            <td>{item.lastAt ? formatInstant(item.lastAt) : '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
