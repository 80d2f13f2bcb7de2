import { useQuery } from '@tanstack/react-query';
import type { OutputOf } from '../../../../core/operation.ts';
import { nameColleagues } from '../../../../modules/accounts/contract.ts';
import type { findPlans } from '../../../../modules/evaluation/contract.ts';
import { works } from '../../../../modules/evaluation/measures.ts';
import { call } from '../../../call.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { formatInstant } from '../../parts/format.ts';

type Change = OutputOf<typeof findPlans>['history'][number];

/** 历次调整: who changed which plan, when, from what and why; newest first. */
export function PlanHistory({ history }: { history: readonly Change[] | undefined }) {
  const ids = [...new Set(history?.map(({ actor }) => actor))].join(',');
  const { data } = useQuery({ queryKey: [nameColleagues.name, ids], queryFn: () => call(nameColleagues, { ids }), enabled: ids !== '' });
  return (
    <>
      <div className="block-head events-head">
        <h2>历次调整</h2>
      </div>
      <DataTable
        label="历次调整"
        columns={[
          { key: 'at', title: '时间', width: 138, render: ({ at }) => formatInstant(at) },
          { key: 'work', title: '类别', width: 64, render: ({ work }) => works[work] },
          { key: 'from', title: '原计划', width: 84, isNumber: true, render: ({ previous }) => previous },
          { key: 'to', title: '改为', width: 84, isNumber: true, render: ({ quantity }) => quantity },
          { key: 'reason', title: '理由', isWrapped: true, render: ({ reason }) => reason ?? '' },
          { key: 'actor', title: '何人', width: 84, render: ({ actor }) => data?.names[actor] ?? '' },
          { key: 'seq', title: '台账', width: 64, isNumber: true, render: ({ seq }) => `#${seq}` },
        ]}
        rows={history}
        keyOf={({ seq }) => String(seq)}
        empty={<EmptyState title="这一年还没有计划">编制各类工作的计划数后，工作完成率才有分母。</EmptyState>}
      />
    </>
  );
}
