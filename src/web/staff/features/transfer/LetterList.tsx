import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { inReasons } from '../../../../core/codes/tables.ts';
import { findLetters, printLetters, voidLetter } from '../../../../modules/transfer/contract.ts';
import { type LetterState, letterKinds, letterStates } from '../../../../modules/transfer/rules.ts';
import { call } from '../../../call.ts';
import { announce } from '../../parts/announce.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { FilterChips } from '../../parts/FilterChips.tsx';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { ReasonDialog } from '../../parts/ReasonDialog.tsx';
import { SearchField } from '../../parts/SearchField.tsx';
import { selectionColumn } from '../../parts/selection-column.tsx';
import { useSelection } from '../../parts/useSelection.ts';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { openPaper } from './open-paper.ts';
import { DossierLink } from './transfer-columns.tsx';
import { type Letter, useTransfersChanged } from './useTransfers.ts';

const PAGE = 50;
const keyOf = (letter: Letter) => letter.id;
const isState = (text: string | undefined): text is LetterState => text !== undefined && text in letterStates;

/** Letters by state; those that are ticked are printed together. */
export function LetterList({ canManage }: { canManage: boolean }) {
  const { filters, set, page } = useUrlFilters();
  const state = isState(filters['state']) ? filters['state'] : undefined;
  const letterNumber = filters['letterNumber'];
  const { data, error, refetch } = useQuery({
    queryKey: [findLetters.name, state, letterNumber, page.cursor],
    queryFn: () => call(findLetters, { state, letterNumber, after: page.cursor, limit: PAGE }),
    placeholderData: (before) => before,
  });
  const selection = useSelection(data?.letters.map(keyOf) ?? []);
  const [voiding, setVoiding] = useState<Letter>();
  const actions: Column<Letter> = {
    ...{ key: 'actions', title: '办理', width: 64 },
    render: (letter) =>
      letter.state === 'open' || letter.state === 'expired' ? (
        <button type="button" className="plain-button" onClick={() => setVoiding(letter)}>
          作废
        </button>
      ) : null,
  };
  const shown = [selectionColumn(selection, keyOf, ({ letterNumber: number }: Letter) => number), ...columns];
  return (
    <>
      <div className="filters">
        <SearchField label="搜索编号" hint="编号开头" value={letterNumber} onChange={(text) => set({ letterNumber: text }, true)} />
        <FilterChips label="状态" choices={letterStates} value={state} onChange={(next) => set({ state: next })} />
      </div>
      <DataTable
        {...{ label: '调档函列表', columns: canManage ? [...shown, actions] : shown, rows: data?.letters, keyOf, error }}
        onRetry={() => void refetch()}
        empty={
          state || letterNumber ? (
            <EmptyState title="没有符合条件的调档函">换一个状态，或只填编号的开头。</EmptyState>
          ) : (
            <EmptyState title="还没有开过调档函">按“开具调档函”；档案到后，登记时自动对应。</EmptyState>
          )
        }
      />
      <KeysetPager page={page} next={data?.next}>
        本页 {data?.letters.length ?? 0} 件，最新的在前
      </KeysetPager>
      <div className="foot-actions">
        <button
          type="button"
          className="plain-button"
          disabled={selection.chosen.length === 0}
          onClick={() => openPaper(printLetters, 'letterIds', selection.chosen)}
        >
          {selection.chosen.length > 0 ? `打印 ${selection.chosen.length} 件` : '打印'}
        </button>
      </div>
      {voiding ? <VoidLetter letter={voiding} close={() => setVoiding(undefined)} /> : null}
    </>
  );
}

function VoidLetter({ letter, close }: { letter: Letter; close: () => void }) {
  const changed = useTransfersChanged();
  return (
    <ReasonDialog
      {...{ title: `作废调档函 ${letter.letterNumber}`, verb: '作废', isDangerous: true, operation: voidLetter, close }}
      input={{ letterId: letter.id }}
      onDone={() => {
        changed();
        announce(`${letter.letterNumber} 已作废`);
        close();
      }}
    >
      作废后，到档的档案不能再与此函对应；编号不再使用。
    </ReasonDialog>
  );
}

const columns: Column<Letter>[] = [
  { key: 'number', title: '编号', width: 178, render: ({ letterNumber }) => letterNumber },
  { key: 'kind', title: '函种', width: 74, render: ({ letterKind }) => letterKinds[letterKind] },
  {
    ...{ key: 'person', title: '姓名', width: 90 },
    render: ({ personName, dossierId }) => (dossierId ? <DossierLink {...{ dossierId, personName }} /> : personName),
  },
  { key: 'id', title: '证件号码', width: 170, render: ({ idNumber }) => idNumber },
  { key: 'receiver', title: '原存档单位', render: ({ receiverName }) => receiverName },
  { key: 'reason', title: '原因', width: 80, render: ({ inReason }) => inReasons[inReason] },
  { key: 'issued', title: '开函', width: 98, render: ({ issuedOn }) => issuedOn },
  { key: 'expires', title: '有效期至', width: 98, render: ({ expiresOn }) => expiresOn },
  {
    ...{ key: 'state', title: '状态', width: 80 },
    render: ({ state, note }) => (
      <span className={state === 'expired' ? 'tag tag-amber' : 'tag'} title={note ?? undefined}>
        {letterStates[state]}
      </span>
    ),
  },
];
