import { Button } from 'antd';
import { useState } from 'react';
import type { OutputOf } from '../../../../core/operation.ts';
import type { findInstitutions } from '../../../../modules/accounts/contract.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { useShortcut } from '../../parts/useShortcut.ts';
import { may, useSession } from '../../session.ts';
import { CreateInstitution } from './CreateInstitution.tsx';
import { useInstitutions } from './useUsers.ts';

type Institution = OutputOf<typeof findInstitutions>['institutions'][number];

/** 单位: this one and those below it, as a tree. */
export function Institutions() {
  const session = useSession();
  const { data, error, refetch } = useInstitutions();
  const [isCreating, setCreating] = useState(false);
  const canCreate = may(session, 'institution.manage');
  useShortcut('n', '建立下级单位', () => canCreate && setCreating(true));
  const rows = data?.institutions;
  const create = (
    <Button type="primary" onClick={() => setCreating(true)}>
      建立下级单位
    </Button>
  );
  return (
    <Sheet action={canCreate ? create : null} note={rows ? `共 ${rows.length} 个` : null}>
      <DataTable
        {...{
          label: '单位列表',
          columns: columnsFor(rows ?? [], session.institution.id),
          rows,
          keyOf: (row: Institution) => String(row.id),
          error,
        }}
        onRetry={() => void refetch()}
        empty={<EmptyState title="没有单位" />}
      />
      {isCreating ? <CreateInstitution close={() => setCreating(false)} /> : null}
    </Sheet>
  );
}

function columnsFor(all: readonly Institution[], ownId: number): Column<Institution>[] {
  const depth = (row: Institution): number => {
    const parent = all.find(({ id }) => id === row.parentId);
    return parent ? depth(parent) + 1 : 0;
  };
  return [
    {
      ...{ key: 'name', title: '单位名称' },
      render: (row) => (
        <span style={{ paddingLeft: depth(row) * 22 }}>
          {depth(row) > 0 ? <span className="muted">└ </span> : null}
          {row.name} {row.id === ownId ? <span className="tag">本单位</span> : null}
        </span>
      ),
    },
    { key: 'code', title: '单位代码', width: 200, render: (row) => row.code },
    { key: 'parent', title: '上级单位', width: 320, render: (row) => all.find(({ id }) => id === row.parentId)?.name ?? '' },
  ];
}
