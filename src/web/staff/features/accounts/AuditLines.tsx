import { useQuery } from '@tanstack/react-query';
import type { OutputOf } from '../../../../core/operation.ts';
import { findAuditLines } from '../../../../modules/accounts/contract.ts';
import { call } from '../../../call.ts';
import { operationsByModule, titleOf } from '../../contracts.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { formatInstant } from '../../parts/format.ts';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { useListView } from '../../parts/useListView.tsx';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { detailOf, doorOf, outcomeOf } from './audit-words.ts';
import { type Role, type User, useRoles, useUserChoices } from './useUsers.ts';

type Line = OutputOf<typeof findAuditLines>['lines'][number];

const PAGE = 50;

/** 操作日志: who called what, and how it ended; reads and refusals included. */
export function AuditLines() {
  const { filters, set, page } = useUrlFilters();
  const { actor, operation } = filters;
  const users = useUserChoices().data?.users ?? [];
  const roles = useRoles().data?.roles ?? [];
  const { data, error, refetch } = useQuery({
    queryKey: [findAuditLines.name, actor, operation, page.cursor],
    queryFn: () => call(findAuditLines, { before: page.cursor, actorId: actor, operation, limit: PAGE }),
    placeholderData: (before) => before,
  });
  const view = useListView({ operation: findAuditLines, columns: columnsFor(users, roles), input: { actorId: actor, operation } });
  return (
    <Sheet note="查看本页也会记入日志">
      <div className="filters">
        <label>
          操作人
          <select className="field" value={actor ?? ''} onChange={(event) => set({ actor: event.target.value })}>
            <option value="">全部</option>
            <option value="anonymous">未登录</option>
            {users.map(({ id, displayName, loginName }) => (
              <option key={id} value={id}>{`${displayName}（${loginName}）`}</option>
            ))}
          </select>
        </label>
        <label>
          操作
          <select className="field" value={operation ?? ''} onChange={(event) => set({ operation: event.target.value })}>
            <option value="">全部</option>
            {operationsByModule.map(({ zh, operations }) => (
              <optgroup key={zh} label={zh}>
                {operations.map(({ name, title }) => (
                  <option key={name} value={name}>
                    {title}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
        {view.tools}
      </div>
      <DataTable
        {...{ label: '操作日志', columns: view.columns, rows: data?.lines, keyOf: (line: Line) => line.id, error }}
        onRetry={() => void refetch()}
        empty={<EmptyState title="没有符合条件的日志">换一个操作人或操作，或把两项都改为“全部”。</EmptyState>}
      />
      <KeysetPager page={page} next={data?.next}>
        最新的在前
      </KeysetPager>
    </Sheet>
  );
}

function columnsFor(users: readonly User[], roles: readonly Role[]): Column<Line>[] {
  const names = {
    userOf: (id: string) => users.find((user) => user.id === id)?.displayName ?? id,
    roleOf: (code: string) => roles.find((role) => role.code === code)?.name ?? code,
  };
  return [
    { key: 'at', title: '时间', width: 142, render: ({ at }) => formatInstant(at) },
    {
      key: 'actor',
      title: '操作人',
      width: 110,
      render: ({ actor }) => (actor === 'anonymous' ? <span className="muted">未登录</span> : actor),
    },
    { key: 'operation', title: '操作', width: 200, render: ({ operation }) => titleOf(operation) },
    {
      ...{ key: 'outcome', title: '结果', width: 190 },
      render: ({ outcome }) => (outcome === 'done' ? outcomeOf(outcome) : <span className="tag tag-vermilion">{outcomeOf(outcome)}</span>),
    },
    { key: 'detail', title: '说明', render: ({ detail }) => detailOf(detail, names) },
    { key: 'door', title: '入口', width: 80, render: ({ door }) => doorOf(door) },
    { key: 'address', title: '来自', width: 120, render: ({ address }) => address ?? '' },
    { key: 'duration', title: '毫秒', width: 66, isNumber: true, render: ({ durationMs }) => durationMs },
  ];
}
