import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { findResults, resolve } from '../../../../modules/stocktake/contract.ts';
import { type Category, categories, isDifference, type Resolution, resolutions, settles } from '../../../../modules/stocktake/rules.ts';
import { call } from '../../../call.ts';
import { announce } from '../../parts/announce.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { FilterChips } from '../../parts/FilterChips.tsx';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { openLabels } from '../../parts/print-labels.ts';
import { ReasonDialog } from '../../parts/ReasonDialog.tsx';
import { selectionColumn } from '../../parts/selection-column.tsx';
import { type Selection, useSelection } from '../../parts/useSelection.ts';
import { useShortcut } from '../../parts/useShortcut.ts';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { DossierLink } from './DossierLink.tsx';
import { type Line, useStocktakeChanged } from './useStocktake.ts';

type Props = { stocktakeId: string; category: Exclude<Category, 'match'>; canSettle: boolean };
const keyOf = ({ barcode }: Line) => barcode;

/** One kind of difference: ticked, then settled together with one reason. */
export function Results({ stocktakeId, category, canSettle }: Props) {
  const { filters, set, page } = useUrlFilters();
  const changed = useStocktakeChanged();
  const onlyOpen = filters['open'] === 'yes' ? 'true' : undefined;
  const { data, error, refetch } = useQuery({
    queryKey: [findResults.name, stocktakeId, category, onlyOpen, page.cursor],
    queryFn: () => call(findResults, { stocktakeId, category, onlyOpen, after: page.cursor, limit: 100 }),
    placeholderData: (before) => before,
  });
  const ways: readonly Resolution[] = isDifference(category) && canSettle ? settles[category] : [];
  const open = data?.lines.filter(({ resolution }) => resolution === null) ?? [];
  const selection = useSelection(ways.length > 0 ? open.map(keyOf) : []);
  const [way, setWay] = useState<Resolution>();
  useShortcut('a', '全选或全不选', selection.toggleAll);
  const { chosen } = selection;
  const tick = selectionColumn(selection, keyOf, keyOf);
  const columns = ways.length > 0 ? [{ ...tick, render: (row: Line) => (row.resolution ? null : tick.render(row)) }, ...shown] : shown;
  const dossiers = [...new Set(data?.lines.filter((line) => chosen.includes(line.barcode)).flatMap(({ dossierId }) => dossierId ?? []))];
  return (
    <>
      {isDifference(category) ? (
        <div className="filters">
          <FilterChips label="处理" choices={{ yes: '只看未处理的' }} value={filters['open']} onChange={(value) => set({ open: value })} />
        </div>
      ) : null}
      <DataTable
        {...{ label: categories[category], columns, rows: data?.lines, keyOf, error }}
        onRetry={() => void refetch()}
        empty={<EmptyState title={`没有“${categories[category]}”的条码`}>盘完的层随时判定，新的差异会出现在这里。</EmptyState>}
      />
      <KeysetPager page={page} next={data?.next} />
      {ways.length > 0 && open.length > 0 ? (
        <SettleFoot {...{ selection, ways, choose: setWay }} dossiers={category === 'damaged' ? dossiers : undefined} />
      ) : null}
      {way ? (
        <ReasonDialog
          {...{ title: `${resolutions[way]}：${chosen.length} 条`, verb: resolutions[way], operation: resolve, reasonLabel: '处理说明' }}
          input={{ stocktakeId, barcodes: [...chosen], resolution: way }}
          onDone={({ count }) => {
            selection.clear();
            changed();
            announce(`已处理 ${count} 条`);
            setWay(undefined);
          }}
          close={() => setWay(undefined)}
        >
          {explain[way]}
        </ReasonDialog>
      ) : null}
    </>
  );
}

type FootProps = {
  selection: Selection;
  ways: readonly Resolution[];
  choose: (way: Resolution) => void;
  /** Whose labels can be printed again; undefined where that is not asked. */
  dossiers: readonly string[] | undefined;
};

function SettleFoot({ selection, ways, choose, dossiers }: FootProps) {
  const count = selection.chosen.length;
  return (
    <div className="foot-actions">
      <button type="button" className="plain-button" onClick={selection.toggleAll}>
        {selection.isAll ? '全不选' : '全选'} <kbd>A</kbd>
      </button>
      <span className="muted">已选 {count} 条</span>
      {dossiers ? (
        <button type="button" className="plain-button" disabled={dossiers.length === 0} onClick={() => openLabels(dossiers)}>
          打印标签
        </button>
      ) : null}
      <div className="foot-end">
        {ways.map((each, i) => (
          <Button key={each} type={i === 0 ? 'primary' : 'default'} disabled={count === 0} onClick={() => choose(each)}>
            {resolutions[each]}
          </Button>
        ))}
      </div>
    </div>
  );
}

const explain: Readonly<Record<Resolution, string>> = {
  corrected: '账面库位改为实物所在的层，取该层第一个空位，每卷记一次移位。',
  returned: '实物已经放回账面库位；账面不变。',
  missing: '卷仍在账上，列入“在查的缺失卷”；以后盘到或移动即销去。',
  relabelled: '标签已重印重贴。',
  noted: '不改账面，只记说明。',
};

const shown: Column<Line>[] = [
  {
    ...{ key: 'barcode', title: '卷条码', width: 200 },
    render: ({ barcode, dossierId }) => (
      <span className="code">{dossierId ? <DossierLink {...{ dossierId, text: barcode }} /> : barcode}</span>
    ),
  },
  { key: 'place', title: '账面库位', width: 210, render: ({ place }) => <span className="code">{place ?? '—'}</span> },
  { key: 'seen', title: '所见之层', width: 190, render: ({ seenAt }) => <span className="code">{seenAt ?? '—'}</span> },
  {
    ...{ key: 'settled', title: '处理' },
    render: ({ resolution, note }) => (resolution ? `${resolutions[resolution]}：${note ?? ''}` : '—'),
  },
];
