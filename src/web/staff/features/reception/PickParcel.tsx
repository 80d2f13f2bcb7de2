import { useQuery } from '@tanstack/react-query';
import type { Issue } from '../../../../core/problem.ts';
import { findParcels } from '../../../../modules/reception/contract.ts';
import { carriers, normaliseTrackingNo, type ParcelState, parcelStates } from '../../../../modules/reception/rules.ts';
import { call } from '../../../call.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { FilterChips } from '../../parts/FilterChips.tsx';
import { formatInstant } from '../../parts/format.ts';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { ScanField } from '../../parts/ScanField.tsx';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import type { Parcel } from './useParcel.ts';

const PAGE = 50;
const waitingStates = { signed: parcelStates.signed, suspended: parcelStates.suspended };

/** Chooses the parcel at hand: by scanning its number, or from those that wait. */
export function PickParcel({ onPick }: { onPick: (parcelId: string) => void }) {
  const { filters, set, page } = useUrlFilters();
  const state: ParcelState = filters['state'] === 'suspended' ? 'suspended' : 'signed';
  const { data, error, refetch } = useQuery({
    queryKey: [findParcels.name, 'waiting', state, page.cursor],
    queryFn: () => call(findParcels, { state, before: page.cursor, limit: PAGE }),
    placeholderData: (before) => before,
  });
  const scan = async (text: string): Promise<Issue | undefined> => {
    const number = normaliseTrackingNo(text);
    const { parcels } = await call(findParcels, { search: number, limit: PAGE });
    const found = parcels.filter(({ trackingNo }) => trackingNo === number);
    const [parcel] = found.length > 0 ? found : parcels;
    const [, another] = parcels;
    if (!parcel) return { path: 'search', message: `没有签收过邮件号 ${number}；请先到“签收”办理` };
    if (found.length === 0 && another) return { path: 'search', message: `有几件包裹的邮件号以 ${number} 开头，请输入完整` };
    onPick(parcel.id);
    return undefined;
  };
  return (
    <>
      <div className="filters pick-parcel">
        <ScanField label="邮件号" hint="扫描或输入，按回车" autoFocus onScan={scan} />
        <FilterChips label="状态" choices={waitingStates} value={state} onChange={(chosen) => set({ state: chosen })} />
      </div>
      <DataTable
        {...{ label: '待登记的包裹', columns: columnsFor(onPick), rows: data?.parcels, keyOf: (parcel: Parcel) => parcel.id, error }}
        onRetry={() => void refetch()}
        empty={<EmptyState title="没有待登记的包裹">签收的包裹都已登记完毕。新到的包裹签收后出现在这里。</EmptyState>}
      />
      <KeysetPager page={page} next={data?.next}>
        本页 {data?.parcels.length ?? 0} 件
      </KeysetPager>
    </>
  );
}

const columnsFor = (onPick: (parcelId: string) => void): Column<Parcel>[] => [
  {
    ...{ key: 'trackingNo', title: '邮件号', width: 210 },
    render: ({ id, trackingNo }) => (
      <button type="button" className="plain-button code" onClick={() => onPick(id)}>
        {trackingNo}
      </button>
    ),
  },
  { key: 'carrier', title: '来档方式', width: 112, render: ({ carrier }) => carriers[carrier].zh },
  { key: 'sender', title: '来档单位', render: ({ sender }) => sender },
  { key: 'count', title: '清单份数', width: 84, isNumber: true, render: ({ listedCount }) => listedCount ?? '' },
  { key: 'reason', title: '说明', width: 240, render: ({ stateReason, remark }) => stateReason ?? remark ?? '' },
  { key: 'signedAt', title: '签收时间', width: 142, render: ({ signedAt }) => formatInstant(signedAt) },
  { key: 'signedBy', title: '签收人', width: 78, render: ({ signedBy }) => signedBy },
];
