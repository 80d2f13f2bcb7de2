import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { exportResults, printReport } from '../../../../modules/stocktake/contract.ts';
import { categories, differences, stocktakeStates } from '../../../../modules/stocktake/rules.ts';
import { addressOf } from '../../../call.ts';
import { Facts } from '../../parts/Facts.tsx';
import { formatInstant } from '../../parts/format.ts';
import { IssueList, refusalOf } from '../../parts/IssueList.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { Tabs } from '../../parts/Tabs.tsx';
import { useShortcut } from '../../parts/useShortcut.ts';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { may, useSession } from '../../session.ts';
import { PrintSheet } from './PrintSheet.tsx';
import { Results } from './Results.tsx';
import { rangeOf } from './range-words.ts';
import { ShelfProgress } from './ShelfProgress.tsx';
import { StocktakeActions } from './StocktakeActions.tsx';
import { type StocktakeHead, useStocktake } from './useStocktake.ts';
import '../../styles/stocktake.css';

/** One stocktake: how far it is, what differs, and its end. */
export function Stocktake() {
  const { stocktakeId = '' } = useParams({ strict: false }) as { stocktakeId?: string };
  const navigate = useNavigate();
  const session = useSession();
  const { data, error } = useStocktake(stocktakeId);
  const { filters, set } = useUrlFilters();
  const canCount = may(session, 'stock.count') && data?.state === 'open';
  const count = () => void navigate({ href: `/stackroom/stocktakes/${stocktakeId}/count` });
  useShortcut('n', '扫码盘点', () => canCount && count());
  if (!data)
    return (
      <Sheet>
        <div className="sheet-pad">{error ? <IssueList refusal={refusalOf(error)} /> : '正在读取…'}</div>
      </Sheet>
    );
  const shown = [...differences, 'lent', 'moved'] as const;
  const view = shown.find((category) => category === filters['view']);
  const action = canCount ? (
    <Button type="primary" onClick={count}>
      扫码盘点
    </Button>
  ) : null;
  return (
    <Sheet action={action} note={`${data.name}　${rangeOf(data)}　${stocktakeStates[data.state]}`}>
      <div className="stocktake-head">
        <Summary data={data} />
        <div className="stocktake-tools">
          <Link to={'/stackroom/stocktakes' as string} className="quiet-link">
            各次盘点
          </Link>
          <PrintSheet stocktakeId={stocktakeId} />
          <a className="quiet-link" href={addressOf(printReport, { stocktakeId })} target="_blank" rel="noopener">
            盘点报告 PDF
          </a>
          <a className="quiet-link" href={addressOf(exportResults, { stocktakeId })} download>
            差异 Excel
          </a>
          <StocktakeActions stocktake={data} />
        </div>
      </div>
      <Tabs
        label="盘点结果"
        choices={[
          { value: 'shelves', title: '各层', count: `${data.countedShelves}/${data.shelfCount}` },
          ...shown.map((category) => ({ value: category, title: categories[category], count: countOf(data, category) })),
        ]}
        value={view ?? 'shelves'}
        onChange={(chosen) => set({ view: chosen === 'shelves' ? undefined : chosen })}
      />
      {view ? (
        <Results key={view} {...{ stocktakeId, category: view, canSettle: canCount }} />
      ) : (
        <ShelfProgress {...{ stocktakeId, canCount }} />
      )}
    </Sheet>
  );
}

/** `2/5`: settled of all; one number where there is nothing to settle. */
function countOf({ counts, open }: StocktakeHead, category: string): string {
  const all = counts[category] ?? 0;
  const left = open[category];
  return left === undefined || all === 0 ? String(all) : `${all - left}/${all}`;
}

const Summary = ({ data }: { data: StocktakeHead }) => (
  <Facts
    facts={[
      ['账面', `${data.shelfCount} 层 ${data.volumeCount} 卷`],
      ['基线', formatInstant(data.baselineAt)],
      ['账实相符', `${data.counts['match'] ?? 0} 卷`],
      ['开始', data.openedBy],
      ...(data.submittedBy ? ([['送复核', data.submittedBy]] as const) : []),
      ...(data.closedBy ? ([['复核结束', `${data.closedBy} ${data.closedAt ? formatInstant(data.closedAt) : ''}`]] as const) : []),
      ...(data.note ? ([['说明', data.note]] as const) : []),
    ]}
  />
);
