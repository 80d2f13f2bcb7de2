import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Operation } from '../../../../core/operation.ts';
import { approveDeaccession, findDeaccessions, refuseDeaccession, restoreDossier } from '../../../../modules/transfer/contract.ts';
import { type DeaccessionState, deaccessionReasons, deaccessionStates } from '../../../../modules/transfer/rules.ts';
import { call } from '../../../call.ts';
import { announce } from '../../parts/announce.ts';
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { FilterChips } from '../../parts/FilterChips.tsx';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { ReasonDialog } from '../../parts/ReasonDialog.tsx';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { may, useSession } from '../../session.ts';
import { DossierLink } from './transfer-columns.tsx';
import { type Deaccession, useTransfersChanged } from './useTransfers.ts';

type Step = 'approve' | 'refuse' | 'restore';
const PAGE = 50;
const isState = (text: string | undefined): text is DeaccessionState => text !== undefined && text in deaccessionStates;

/** 注销: what is asked, and what was decided. */
export function Deaccessions() {
  const canDecide = may(useSession(), 'transfer.approve');
  const { filters, set, page } = useUrlFilters();
  const state = isState(filters['state']) ? filters['state'] : undefined;
  const { data, error, refetch } = useQuery({
    queryKey: [findDeaccessions.name, state, page.cursor],
    queryFn: () => call(findDeaccessions, { state, after: page.cursor, limit: PAGE }),
    placeholderData: (before) => before,
  });
  const [open, setOpen] = useState<{ step: Step; row: Deaccession }>();
  const act = (row: Deaccession, step: Step, title: string) => (
    <button type="button" className="plain-button" onClick={() => setOpen({ step, row })}>
      {title}
    </button>
  );
  const actions: Column<Deaccession> = {
    ...{ key: 'actions', title: '办理', width: 120 },
    render: (row) => (
      <span className="row-actions">
        {row.state === 'asked' ? act(row, 'approve', '批准') : null}
        {row.state === 'asked' ? act(row, 'refuse', '不批准') : null}
        {row.state === 'done' ? act(row, 'restore', '撤销注销') : null}
      </span>
    ),
  };
  return (
    <>
      <div className="filters">
        <FilterChips label="状态" choices={deaccessionStates} value={state} onChange={(next) => set({ state: next })} />
      </div>
      <DataTable
        {...{ label: '注销列表', columns: canDecide ? [...columns, actions] : columns, rows: data?.deaccessions, error }}
        keyOf={({ id }) => id}
        onRetry={() => void refetch()}
        empty={<EmptyState title="没有注销">存档人死亡或退休移交的，按“申请注销”，由另一人审核。</EmptyState>}
      />
      <KeysetPager page={page} next={data?.next}>
        本页 {data?.deaccessions.length ?? 0} 份
      </KeysetPager>
      {open ? <Decision {...open} close={() => setOpen(undefined)} /> : null}
    </>
  );
}

const columns: Column<Deaccession>[] = [
  { key: 'person', title: '姓名', width: 90, render: (row) => <DossierLink {...row} /> },
  { key: 'code', title: '档案编号', width: 160, render: ({ referenceCode }) => referenceCode },
  { key: 'reason', title: '原因', width: 90, render: ({ reasonCode }) => deaccessionReasons[reasonCode] },
  { key: 'evidence', title: '依据', render: ({ evidence }) => evidence },
  { key: 'to', title: '移交去向', width: 200, render: ({ handedTo }) => handedTo },
  { key: 'by', title: '申请', width: 76, render: ({ askedBy }) => askedBy },
  { key: 'decided', title: '审核', width: 76, render: ({ decidedBy }) => decidedBy ?? '' },
  {
    ...{ key: 'state', title: '状态', width: 84 },
    render: ({ state, note }) => (
      <span className="tag" title={note ?? undefined}>
        {deaccessionStates[state]}
      </span>
    ),
  },
];

const reasoned = {
  refuse: { verb: '不批准', operation: refuseDeaccession, said: '申请人可看到理由。' },
  restore: { verb: '撤销注销', operation: restoreDossier, said: '档案回到“待入库”，各卷在“待移交”中等待重新上架。' },
} as const;

function Decision({ step, row, close }: { step: Step; row: Deaccession; close: () => void }) {
  const changed = useTransfersChanged();
  const done = (text: string) => {
    changed();
    announce(text);
    close();
  };
  const input = { deaccessionId: row.id };
  const title = `${row.personName} ${row.referenceCode}`;
  if (step === 'approve')
    return (
      <ConfirmDialog
        {...{ title: `批准注销：${title}`, verb: '批准注销', isDangerous: true, operation: approveDeaccession, input, close }}
        onDone={() => done(`${row.referenceCode} 已注销`)}
      >
        {`依据：${row.evidence}。批准后档案为“已注销”，库位腾空。`}
      </ConfirmDialog>
    );
  const { verb, operation, said } = reasoned[step];
  return (
    <ReasonDialog
      {...{ title: `${verb}：${title}`, verb, isDangerous: true, operation: operation as Operation, input, close }}
      onDone={() => done(`已${verb}`)}
    >
      {said}
    </ReasonDialog>
  );
}
