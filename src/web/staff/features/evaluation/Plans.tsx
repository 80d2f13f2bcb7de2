import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { evaluate, findPlans } from '../../../../modules/evaluation/contract.ts';
import { type Work, workNames, works } from '../../../../modules/evaluation/measures.ts';
import { call } from '../../../call.ts';
import { announce } from '../../parts/announce.ts';
import { IssueList, refusalOf } from '../../parts/IssueList.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { may, useSession } from '../../session.ts';
import { PlanHistory } from './PlanHistory.tsx';
import { SetPlan } from './SetPlan.tsx';
import { YearField, yearOf } from './YearField.tsx';
import '../../styles/figures.css';

/** 计划: how much of each kind of work the year is to bring, and every change of it. */
export function Plans() {
  const canPlan = may(useSession(), 'plan.manage');
  const queries = useQueryClient();
  const { filters, set } = useUrlFilters();
  const year = yearOf(filters['year']);
  const { data, error } = useQuery({ queryKey: [findPlans.name, year], queryFn: () => call(findPlans, { year }) });
  const [editing, setEditing] = useState<Work>();
  const quantityOf = (work: Work) => data?.plans.find((plan) => plan.work === work)?.quantity ?? 0;
  const total = workNames.reduce((sum, work) => sum + quantityOf(work), 0);
  const done = (work: Work, quantity: number) => {
    for (const { name } of [findPlans, evaluate]) void queries.invalidateQueries({ queryKey: [name] });
    announce(`${year} 年${works[work]}计划定为 ${quantity} 件次`);
    setEditing(undefined);
  };
  return (
    <Sheet isPaper={false} note="计划数是“工作完成率”的分母；调整前后都留在台账中">
      <div className="plans">
        <section className="sheet" aria-label="计划数">
          <div className="filters">
            <YearField year={year} onChange={(text) => set({ year: text })} />
          </div>
          <IssueList refusal={error ? refusalOf(error) : undefined} />
          <table className="figure-table">
            <thead>
              <tr>
                <th scope="col">工作类别</th>
                <th scope="col" className="number">
                  计划（件次）
                </th>
                <th scope="col">{canPlan ? '操作' : ''}</th>
              </tr>
            </thead>
            <tbody>
              {workNames.map((work) => (
                <tr key={work}>
                  <td>{works[work]}</td>
                  {editing === work ? (
                    <td colSpan={2}>
                      <SetPlan
                        {...{ year, work, previous: quantityOf(work) }}
                        onDone={(quantity) => done(work, quantity)}
                        close={() => setEditing(undefined)}
                      />
                    </td>
                  ) : (
                    <Standing
                      quantity={data ? quantityOf(work) : undefined}
                      zh={works[work]}
                      edit={canPlan ? () => setEditing(work) : undefined}
                    />
                  )}
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">合计</th>
                <td className="number total">{total}</td>
                <td />
              </tr>
            </tfoot>
          </table>
        </section>
        <section className="sheet plan-history" aria-label="历次调整">
          <PlanHistory history={data?.history} />
        </section>
      </div>
    </Sheet>
  );
}

type StandingProps = { quantity: number | undefined; zh: string; edit: (() => void) | undefined };

const Standing = ({ quantity, zh, edit }: StandingProps) => (
  <>
    <td className="number">{quantity ?? '…'}</td>
    <td>
      {edit && quantity !== undefined ? (
        <button type="button" className="plain-button" onClick={edit}>
          {quantity === 0 ? '编制' : '调整'}
          <span className="unseen">{zh}计划</span>
        </button>
      ) : null}
    </td>
  </>
);
