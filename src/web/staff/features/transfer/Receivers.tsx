import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { findReceivers } from '../../../../modules/transfer/contract.ts';
import { call } from '../../../call.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { formatInstant } from '../../parts/format.ts';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { SearchField } from '../../parts/SearchField.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { useShortcut } from '../../parts/useShortcut.ts';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { may, useSession } from '../../session.ts';
import { ReceiverDialog, VerifyReceiver } from './ReceiverDialog.tsx';
import type { Receiver } from './useTransfers.ts';

const PAGE = 50;

/** 收件单位名录: where dossiers go to and are sent for, and which of them were verified. */
export function Receivers() {
  const canManage = may(useSession(), 'transfer.manage');
  const { filters, set, page } = useUrlFilters();
  const { search } = filters;
  const { data, error, refetch } = useQuery({
    queryKey: [findReceivers.name, search, page.cursor],
    queryFn: () => call(findReceivers, { search, after: page.cursor, limit: PAGE }),
    placeholderData: (before) => before,
  });
  const [open, setOpen] = useState<{ dialog: 'edit' | 'verify'; receiver?: Receiver }>();
  useShortcut('n', '登记收件单位', () => canManage && setOpen({ dialog: 'edit' }));
  const create = (
    <Button type="primary" onClick={() => setOpen({ dialog: 'edit' })}>
      登记收件单位 <kbd>N</kbd>
    </Button>
  );
  const actions: Column<Receiver> = {
    ...{ key: 'actions', title: '办理', width: 118 },
    render: (receiver) => (
      <span className="row-actions">
        <button type="button" className="plain-button" onClick={() => setOpen({ dialog: 'edit', receiver })}>
          修改
        </button>
        {receiver.verified ? null : (
          <button type="button" className="plain-button" onClick={() => setOpen({ dialog: 'verify', receiver })}>
            核验
          </button>
        )}
      </span>
    ),
  };
  const close = () => setOpen(undefined);
  return (
    <Sheet action={canManage ? create : null}>
      <div className="filters">
        <SearchField
          label="搜索收件单位"
          hint="名称开头或统一社会信用代码"
          value={search}
          onChange={(text) => set({ search: text }, true)}
        />
      </div>
      <DataTable
        {...{ label: '收件单位名录', columns: canManage ? [...columns, actions] : columns, rows: data?.receivers, error }}
        keyOf={({ id }) => id}
        onRetry={() => void refetch()}
        empty={
          search ? (
            <EmptyState title="没有符合条件的单位">名称从第一个字起匹配；信用代码填全部 18 位。</EmptyState>
          ) : (
            <EmptyState title="名录还是空的">登记常往来的档案管理机构和用人单位，核验后转出时不再提示。</EmptyState>
          )
        }
      />
      <KeysetPager page={page} next={data?.next}>
        本页 {data?.receivers.length ?? 0} 家
      </KeysetPager>
      {open?.dialog === 'edit' ? <ReceiverDialog receiver={open.receiver} close={close} /> : null}
      {open?.dialog === 'verify' && open.receiver ? <VerifyReceiver receiver={open.receiver} close={close} /> : null}
    </Sheet>
  );
}

const columns: Column<Receiver>[] = [
  { key: 'name', title: '单位名称', render: ({ name }) => name },
  { key: 'address', title: '地址', render: ({ address }) => address },
  { key: 'postcode', title: '邮编', width: 76, render: ({ postcode }) => postcode ?? '' },
  { key: 'confidential', title: '机要号', width: 140, render: ({ confidentialNo }) => confidentialNo ?? '' },
  { key: 'phone', title: '电话', width: 130, render: ({ phone }) => phone ?? '' },
  {
    ...{ key: 'verified', title: '核验', width: 84 },
    render: ({ verified }) =>
      verified ? (
        <span className="tag" title={`${verified.by} ${formatInstant(verified.at)}：${verified.evidence}`}>
          已核验
        </span>
      ) : (
        <span className="tag tag-amber">未核验</span>
      ),
  },
];
