import { Link } from '@tanstack/react-router';
import type { OutputOf } from '../../../../core/operation.ts';
import { dossierKinds } from '../../../../core/scope.ts';
import type { findDossiers } from '../../../../modules/holdings/contract.ts';
import { type CustodyState, custodies, custodyStates, digitalStates } from '../../../../modules/holdings/rules.ts';
import type { Column } from '../../parts/DataTable.tsx';

type Row = OutputOf<typeof findDossiers>['dossiers'][number];

const tints: Readonly<Partial<Record<CustodyState, string>>> = {
  ...{ awaitingShelf: 'tag tag-amber', inStore: 'tag tag-verified', voided: 'tag tag-vermilion' },
  ...{
    lent: 'tag tag-amber',
    consulted: 'tag tag-amber',
    digitising: 'tag tag-amber',
    inRepair: 'tag tag-amber',
    leaving: 'tag tag-amber',
  },
};

/** 存档状态 as a tag: amber waits, green stands in the store room, vermilion is void. */
export const CustodyTag = ({ state }: { state: CustodyState }) => <span className={tints[state] ?? 'tag'}>{custodyStates[state]}</span>;

export const dossierColumns: readonly Column<Row>[] = [
  {
    ...{ key: 'code', title: '存档编号', width: 166 },
    render: ({ id, referenceCode, legacyCode }) => (
      <Link
        to="/dossiers/$dossierId"
        params={{ dossierId: id } as never}
        className="quiet-link code"
        title={legacyCode ? `旧编号 ${legacyCode}` : undefined}
      >
        {referenceCode}
      </Link>
    ),
  },
  { key: 'name', title: '姓名', width: 104, render: ({ personName, pinyin }) => <span title={pinyin}>{personName}</span> },
  {
    key: 'id',
    title: '证件号码',
    width: 172,
    render: ({ idNumber }) => (idNumber === '' ? <span className="tag tag-amber">待补</span> : <span className="code">{idNumber}</span>),
  },
  { key: 'kind', title: '类别', width: 84, render: ({ kind }) => dossierKinds[kind].replace(/(人事)?档案$/, '') },
  { key: 'state', title: '存档状态', width: 88, render: ({ custodyState }) => <CustodyTag state={custodyState} /> },
  { key: 'digital', title: '数字状态', width: 120, render: ({ digitalState }) => digitalStates[digitalState] },
  { key: 'custody', title: '存档性质', width: 84, render: ({ custody }) => custodies[custody] },
  { key: 'from', title: '原存档单位', render: ({ previousInstitution }) => previousInstitution },
  { key: 'on', title: '登记日期', width: 104, render: ({ registeredOn }) => registeredOn },
];
