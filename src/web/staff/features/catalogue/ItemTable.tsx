import { Fragment } from 'react';
import { marks } from '../../../../modules/catalogue/rules/item.ts';
import { type CategoryCode, categories, categoryOrder, type Scheme } from '../../../../modules/packages/categories.ts';
import { toChineseDate } from '../../../../modules/packages/partial-date.ts';
import type { Catalogue } from './grid-rows.ts';

type Item = NonNullable<Catalogue['completed']>['items'][number];

/** The completed catalogue, category by category. */
export function ItemTable({ items, scheme }: { items: readonly Item[]; scheme: Scheme }) {
  const byCategory = Map.groupBy(items, ({ categoryCode }) => categoryCode);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="list-scroll" aria-label="目录" tabIndex={0}>
      <table className="list">
        <colgroup>
          {[76, undefined, 132, 56, 56, 200, 180].map((width, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
            <col key={place} style={width === undefined ? {} : { width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {['编号', '材料名称', '形成时间', '份数', '页数', '标记', '备注'].map((title) => (
              <th key={title} scope="col" className={title.endsWith('数') ? 'number' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {categoryOrder
            .filter((code) => byCategory.has(code))
            .map((code) => (
              <Fragment key={code}>
                <Heading code={code} scheme={scheme} items={byCategory.get(code) ?? []} />
                {(byCategory.get(code) ?? []).map((item) => (
                  <Row key={item.id} item={item} />
                ))}
              </Fragment>
            ))}
        </tbody>
      </table>
    </section>
  );
}

const Heading = ({ code, scheme, items }: { code: CategoryCode; scheme: Scheme; items: readonly Item[] }) => (
  <tr className="category-row">
    <th scope="rowgroup" colSpan={7}>
      <span className="category-code">{categories[code].numeral}</span>
      <span>{categories[code].names[scheme]}</span>
      <span className="muted">
        {items.length} 件 {items.reduce((sum, { pageCount }) => sum + pageCount, 0)} 页
      </span>
    </th>
  </tr>
);

const Row = ({ item }: { item: Item }) => (
  <tr>
    <td className="code">{`${item.categoryCode}-${item.sequence}`}</td>
    <td title={item.title}>{item.title}</td>
    <td>{item.formedOn ? toChineseDate(item.formedOn) : ''}</td>
    <td className="number">{item.copyCount}</td>
    <td className="number">{item.pageCount}</td>
    <td>
      <span className="tags">
        {item.marks.map((mark) => (
          <span key={mark} className="tag tag-amber">
            {marks[mark].zh}
          </span>
        ))}
      </span>
    </td>
    <td title={item.remark ?? ''}>{item.remark}</td>
  </tr>
);
