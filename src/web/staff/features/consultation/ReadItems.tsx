import { durationWords } from '../../../../modules/consultation/rules.ts';
import { formatInstant } from '../../parts/format.ts';
import { itemCode } from '../digitisation/category-words.ts';
import type { Whole } from './useConsultations.ts';

/** 逐份材料: what was granted, and of each how many pages left and how long it was on the screen. */
export const ReadItems = ({ consultation: { items } }: { consultation: Whole }) => (
  <section className="block" aria-label="材料">
    <div className="block-head">
      <h2>材料</h2>
      <span className="muted">{items.length} 件</span>
    </div>
    <table className="list">
      <thead>
        <tr>
          <th scope="col">编号</th>
          <th scope="col">材料名称</th>
          <th scope="col" className="number">
            看过/共
          </th>
          <th scope="col">实际阅读</th>
          <th scope="col">最后一次</th>
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
