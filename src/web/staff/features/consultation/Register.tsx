import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { findRegister, printRegister } from '../../../../modules/consultation/contract.ts';
import { consultationStates } from '../../../../modules/consultation/rules.ts';
import { addressOf, call } from '../../../call.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { FilterChips } from '../../parts/FilterChips.tsx';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { stateIn } from '../digitisation/state-in.ts';
import { YearField, yearOf } from '../evaluation/YearField.tsx';
import { consultationColumns } from './consultation-columns.tsx';
import type { ConsultationRow } from './useConsultations.ts';

/** 查阅登记簿 of a year. */
export function Register() {
  const { filters, set, page } = useUrlFilters();
  const year = yearOf(filters['year']);
  const state = stateIn(consultationStates, filters['state']);
  const { data, error, refetch } = useQuery({
    queryKey: [findRegister.name, year, state, page.cursor],
    queryFn: () => call(findRegister, { year, state, before: page.cursor, limit: 50 }),
    placeholderData: (before) => before,
  });
  return (
    <Sheet
      action={
        <>
          <Button href={addressOf(printRegister, { year, as: 'xlsx' })}>导出 Excel</Button>
          <Button type="primary" href={addressOf(printRegister, { year, as: 'pdf' })} target="_blank">
            打印登记簿
          </Button>
        </>
      }
    >
      <div className="filters">
        <YearField year={year} onChange={(text) => set({ year: text })} />
        <FilterChips label="状态" choices={consultationStates} value={state} onChange={(chosen) => set({ state: chosen })} />
      </div>
      <DataTable
        {...{ label: '查阅登记簿', columns: consultationColumns(), rows: data?.consultations, error }}
        keyOf={({ id }: ConsultationRow) => id}
        onRetry={() => void refetch()}
        empty={
          <EmptyState title={`${year} 年没有${state ? `“${consultationStates[state]}”的` : ''}查阅登记`}>申请查阅后自动登记。</EmptyState>
        }
      />
      <KeysetPager page={page} next={data?.next}>
        本页 {data?.consultations.length ?? 0} 份
      </KeysetPager>
    </Sheet>
  );
}
