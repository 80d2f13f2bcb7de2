import { useQuery } from '@tanstack/react-query';
import type { OutputOf } from '../../../../core/operation.ts';
import { addDays, dayOf, isDay } from '../../../../core/time.ts';
import { findParcels, getPhoto } from '../../../../modules/reception/contract.ts';
import { carriers, type ParcelState, parcelStates, type SealState, sealStates } from '../../../../modules/reception/rules.ts';
import { addressOf, call } from '../../../call.ts';
import { type Column, DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { FilterChips } from '../../parts/FilterChips.tsx';
import { formatInstant } from '../../parts/format.ts';
import { KeysetPager } from '../../parts/KeysetPager.tsx';
import { SearchField } from '../../parts/SearchField.tsx';
import { useListView } from '../../parts/useListView.tsx';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';

type Parcel = OutputOf<typeof findParcels>['parcels'][number];

const PAGE = 50;

/** Parcels, newest first; the filters stand in the address. */
export function ParcelList({ freshKey }: { freshKey: string | undefined }) {
  const { filters, set, page } = useUrlFilters();
  const signedOn = filters['signedOn'] && isDay(filters['signedOn']) ? filters['signedOn'] : undefined;
  const state = isState(filters['state']) ? filters['state'] : undefined;
  const search = filters['search'];
  const { data, error, refetch } = useQuery({
    queryKey: [findParcels.name, signedOn, state, search, page.cursor],
    queryFn: () => call(findParcels, { signedOn, state, search, before: page.cursor, limit: PAGE }),
    placeholderData: (before) => before,
  });
  const view = useListView({ operation: findParcels, columns, input: { signedOn, state, search } });
  const today = dayOf(new Date());
  const clear = () => set({ signedOn: undefined, state: undefined, search: undefined });
  const isFiltered = signedOn !== undefined || state !== undefined || search !== undefined;
  return (
    <>
      <div className="filters">
        <FilterChips
          label="签收日期"
          choices={{ [today]: '今天', [addDays(today, -1)]: '昨天' }}
          value={signedOn}
          onChange={(day) => set({ signedOn: day })}
        />
        <input
          className="field"
          type="date"
          aria-label="其他签收日期"
          max={today}
          value={signedOn ?? ''}
          onChange={(event) => set({ signedOn: event.target.value })}
        />
        <FilterChips label="状态" choices={parcelStates} value={state} onChange={(chosen) => set({ state: chosen })} />
        <SearchField label="搜索" hint="邮件号开头或来档单位" value={search} onChange={(text) => set({ search: text }, true)} />
        {isFiltered ? (
          <button type="button" className="plain-button" onClick={clear}>
            清除
          </button>
        ) : null}
        {view.tools}
      </div>
      <DataTable
        {...{ label: '收件列表', columns: view.columns, rows: data?.parcels, keyOf: (parcel: Parcel) => parcel.id, error, freshKey }}
        onRetry={() => void refetch()}
        empty={isFiltered ? <NoneFound clear={clear} /> : <NoneYet />}
      />
      <KeysetPager page={page} next={data?.next}>
        本页 {data?.parcels.length ?? 0} 件，最新的在前
      </KeysetPager>
    </>
  );
}

const isState = (state: string | undefined): state is ParcelState => state !== undefined && state in parcelStates;

const columns: Column<Parcel>[] = [
  { key: 'trackingNo', title: '邮件号', width: 174, render: (parcel) => parcel.trackingNo },
  { key: 'carrier', title: '来档方式', width: 102, render: (parcel) => carriers[parcel.carrier].zh },
  { key: 'sender', title: '来档单位', render: (parcel) => parcel.sender },
  { key: 'seal', title: '封口', width: 94, render: (parcel) => <Seal parcel={parcel} /> },
  { key: 'count', title: '份数', width: 48, isNumber: true, render: (parcel) => parcel.listedCount ?? '' },
  { key: 'state', title: '状态', width: 70, render: (parcel) => <State parcel={parcel} /> },
  { key: 'signedAt', title: '签收时间', width: 132, render: (parcel) => formatInstant(parcel.signedAt) },
  { key: 'signedBy', title: '签收人', width: 64, render: (parcel) => parcel.signedBy },
];

const shortSeals: Record<SealState, string> = { intact: sealStates.intact, broken: sealStates.broken, missing: '无封口' };

const Seal = ({ parcel: { sealState, sealNote, photoId } }: { parcel: Parcel }) =>
  sealState === 'intact' ? (
    sealStates.intact
  ) : (
    <span title={`${sealStates[sealState]}：${sealNote ?? ''}`}>
      <span className="tag tag-amber">{shortSeals[sealState]}</span>{' '}
      {photoId ? (
        <a href={addressOf(getPhoto, { photoId })} target="_blank" rel="noreferrer">
          照片
        </a>
      ) : null}
    </span>
  );

const State = ({ parcel: { state, stateReason } }: { parcel: Parcel }) => (
  <span
    className={
      state === 'completed' ? 'tag' : state === 'returned' ? 'tag tag-vermilion' : state === 'suspended' ? 'tag tag-amber' : undefined
    }
    title={stateReason ?? undefined}
  >
    {parcelStates[state]}
  </span>
);

const NoneYet = () => <EmptyState title="还没有签收过包裹">扫描或输入邮件号，填写来档单位，按回车签收。签收后出现在这里。</EmptyState>;

const NoneFound = ({ clear }: { clear: () => void }) => (
  <EmptyState
    title="没有符合条件的包裹"
    action={
      <button type="button" className="plain-button" onClick={clear}>
        显示全部
      </button>
    }
  >
    检查日期、状态和搜索内容；搜索只认邮件号的开头和来档单位中的字。
  </EmptyState>
);
