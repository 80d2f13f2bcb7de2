import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { OutputOf } from '../../../../core/operation.ts';
import { findDossiers } from '../../../../modules/holdings/contract.ts';
import { call } from '../../../call.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { openLabels } from '../../parts/print-labels.ts';
import { Sheet } from '../../parts/Sheet.tsx';
import { selectionColumn } from '../../parts/selection-column.tsx';
import { useListView } from '../../parts/useListView.tsx';
import { useRowKeys } from '../../parts/useRowKeys.ts';
import { useSelection } from '../../parts/useSelection.ts';
import { useShortcut } from '../../parts/useShortcut.ts';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { may, useSession } from '../../session.ts';
import { askedIn, DossierFilters, noFilters } from './DossierFilters.tsx';
import { dossierColumns } from './dossier-columns.tsx';

type Row = OutputOf<typeof findDossiers>['dossiers'][number];

const PAGE = 50;
const keyOf = (row: Row) => row.id;
/** 档案列表: what is registered, newest first; the filters stand in the address. */
export function Dossiers() {
  const session = useSession();
  const { filters, set, page } = useUrlFilters();
  const asked = askedIn(filters);
  const { data, error, refetch } = useQuery({
    queryKey: [findDossiers.name, asked, page.cursor],
    queryFn: () => call(findDossiers, { ...asked, before: page.cursor, limit: PAGE }),
    placeholderData: (before) => before,
  });
  const selection = useSelection(data?.dossiers.map(keyOf) ?? []);
  const canPrint = may(session, 'stackroom.read');
  const count = selection.chosen.length;
  const view = useListView({
    ...{ operation: findDossiers, input: asked },
    columns: canPrint ? [selectionColumn(selection, keyOf, ({ referenceCode }: Row) => referenceCode), ...dossierColumns] : dossierColumns,
  });
  useRowKeys();
  useShortcut('a', '全选或全不选', () => canPrint && selection.toggleAll());
  useShortcut('p', '打印所选档案的标签', () => canPrint && count > 0 && openLabels(selection.chosen));
  const print = (
    <Button disabled={count === 0} onClick={() => openLabels(selection.chosen)}>
      {count > 0 ? `打印 ${count} 份标签` : '打印标签'}
    </Button>
  );
  return (
    <Sheet action={canPrint ? print : null} note={canPrint && count === 0 ? '勾选后可打印标签' : null}>
      <DossierFilters>{view.tools}</DossierFilters>
      <DataTable
        label="档案列表"
        columns={view.columns}
        {...{ rows: data?.dossiers, keyOf, error }}
        onRetry={() => void refetch()}
        empty={
          Object.values(asked).some((filter) => filter !== undefined) ? (
            <NoneFound clear={() => set(noFilters)} />
          ) : (
            <NoneYet canRegister={may(session, 'dossier.register')} />
          )
        }
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
