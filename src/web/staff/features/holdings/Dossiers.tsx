import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { OutputOf } from '../../../../core/operation.ts';
import { type DossierKind, dossierKinds } from '../../../../core/scope.ts';
import { addDays, dayOf, isDay } from '../../../../core/time.ts';
import { findDossiers } from '../../../../modules/holdings/contract.ts';
import { type CustodyState, custodyStates } from '../../../../modules/holdings/rules.ts';
import { call } from '../../../call.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { FilterChips } from '../../parts/FilterChips.tsx';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { openLabels } from '../../parts/print-labels.ts';
import { SearchField } from '../../parts/SearchField.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { selectionColumn } from '../../parts/selection-column.tsx';
import { useRowKeys } from '../../parts/useRowKeys.ts';
import { useSelection } from '../../parts/useSelection.ts';
import { useShortcut } from '../../parts/useShortcut.ts';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { may, useSession } from '../../session.ts';
import { dossierColumns } from './dossier-columns.tsx';

type Row = OutputOf<typeof findDossiers>['dossiers'][number];

const PAGE = 50;
const keyOf = (row: Row) => row.id;
const isKind = (text: string | undefined): text is DossierKind => text !== undefined && text in dossierKinds;
const isCustodyState = (text: string | undefined): text is CustodyState => text !== undefined && text in custodyStates;
const shortKinds = { floating: '流动人员', cadre: '干部' } as const satisfies Record<DossierKind, string>;
/** The states that a filter is for; the others come with the work that leads to them. */
const shownStates = (({ awaitingShelf, inStore, voided }) => ({ awaitingShelf, inStore, voided }))(custodyStates);

/** 档案列表: what is registered, newest first; the filters stand in the address. */
export function Dossiers() {
  const session = useSession();
  const { filters, set, page } = useUrlFilters();
  const { search } = filters;
  const kind = isKind(filters['kind']) ? filters['kind'] : undefined;
  const custodyState = isCustodyState(filters['custodyState']) ? filters['custodyState'] : undefined;
  const registeredOn = filters['registeredOn'] && isDay(filters['registeredOn']) ? filters['registeredOn'] : undefined;
  const { data, error, refetch } = useQuery({
    queryKey: [findDossiers.name, search, kind, custodyState, registeredOn, page.cursor],
    queryFn: () => call(findDossiers, { search, kind, custodyState, registeredOn, before: page.cursor, limit: PAGE }),
    placeholderData: (before) => before,
  });
  const selection = useSelection(data?.dossiers.map(keyOf) ?? []);
  const canPrint = may(session, 'stackroom.read');
  const count = selection.chosen.length;
  useRowKeys();
  useShortcut('a', '全选或全不选', () => canPrint && selection.toggleAll());
  useShortcut('p', '打印所选档案的标签', () => canPrint && count > 0 && openLabels(selection.chosen));
  const today = dayOf(new Date());
  const isFiltered = [search, kind, custodyState, registeredOn].some((filter) => filter !== undefined);
  const clear = () => set({ search: undefined, kind: undefined, custodyState: undefined, registeredOn: undefined });
  const print = (
    <Button disabled={count === 0} onClick={() => openLabels(selection.chosen)}>
      {count > 0 ? `打印 ${count} 份标签` : '打印标签'}
    </Button>
  );
  return (
    <Sheet action={canPrint ? print : null} note={canPrint && count === 0 ? '勾选后可打印标签' : null}>
      <div className="filters">
        <SearchField
          label="搜索档案"
          hint="姓名、拼音、证件号、编号、条码"
          value={search}
          onChange={(text) => set({ search: text }, true)}
        />
        <FilterChips label="类别" choices={shortKinds} value={kind} onChange={(chosen) => set({ kind: chosen })} />
        <FilterChips label="状态" choices={shownStates} value={custodyState} onChange={(chosen) => set({ custodyState: chosen })} />
        <FilterChips
          label="登记"
          choices={{ [today]: '今天', [addDays(today, -1)]: '昨天' }}
          value={registeredOn}
          onChange={(day) => set({ registeredOn: day })}
        />
        <input
          {...{ className: 'field', type: 'date', 'aria-label': '其他登记日期', max: today, value: registeredOn ?? '' }}
          onChange={(event) => set({ registeredOn: event.target.value })}
        />
        {isFiltered ? (
          <button type="button" className="plain-button" onClick={clear}>
            清除
          </button>
        ) : null}
      </div>
      <DataTable
        label="档案列表"
        columns={
          canPrint ? [selectionColumn(selection, keyOf, ({ referenceCode }: Row) => referenceCode), ...dossierColumns] : dossierColumns
        }
        {...{ rows: data?.dossiers, keyOf, error }}
        onRetry={() => void refetch()}
        empty={isFiltered ? <NoneFound clear={clear} /> : <NoneYet canRegister={may(session, 'dossier.register')} />}
      />
      <KeysetPager page={page} next={data?.next}>
        本页 {data?.dossiers.length ?? 0} 份，最新登记的在前
      </KeysetPager>
    </Sheet>
  );
}

const NoneYet = ({ canRegister }: { canRegister: boolean }) => (
  <EmptyState title="还没有登记过档案" action={canRegister ? <Link to={'/reception/register' as string}>去登记</Link> : null}>
    包裹签收后逐份登记，登记好的档案出现在这里。
  </EmptyState>
);

const NoneFound = ({ clear }: { clear: () => void }) => (
  <EmptyState
    title="没有符合条件的档案"
    action={
      <button type="button" className="plain-button" onClick={clear}>
        显示全部
      </button>
    }
  >
    姓名从第一个字起匹配；证件号填全部或后四位；拼音填首字母；编号填开头。
  </EmptyState>
);
