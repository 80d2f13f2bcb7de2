import { defects as defectTable } from '../../../../modules/digitisation/rules.ts';
import { Facts } from '../../parts/Facts.tsx';
import { categoryWords, itemCode } from './category-words.ts';
import type { PlacedPage } from './usePages.ts';

/** What the catalogue says of the page that is looked at, and the page's own facts. */
export function PageCard({ page }: { page: PlacedPage }) {
  const { item } = page;
  return (
    <aside className="page-card" aria-label="目录与页面">
      <h2>目录</h2>
      <Facts
        isDense
        facts={[
          ['类别', categoryWords(item.categoryCode).title],
          [
            '编号',
            <span key="code" className="code">
              {itemCode(item)}
            </span>,
          ],
          ['材料名称', item.title],
          ['形成时间', item.formedOn],
          ['页数', `${item.pageCount} 页`],
        ]}
      />
      <h2>本页</h2>
      <Facts
        isDense
        facts={[
          ['页次', `第 ${page.ordinal} 页，共 ${item.pages.length} 页`],
          ['像素', `${page.widthPx} × ${page.heightPx}`],
          ['分辨率', page.dpi === null ? null : `${page.dpi} dpi`],
          ...(page.defects.length > 0 ? [['缺陷', page.defects.map((defect) => defectTable[defect].zh).join('、')] as const] : []),
        ]}
      />
    </aside>
  );
}
