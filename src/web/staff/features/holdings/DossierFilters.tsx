import type { DossierKind } from '../../../../core/scope.ts';
import { addDays, dayOf, isDay } from '../../../../core/time.ts';
import { type CustodyState, custodyStates } from '../../../../modules/holdings/rules.ts';
import { FilterChips } from '../../parts/FilterChips.tsx';
import { SearchField } from '../../parts/SearchField.tsx';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';

const shortKinds = { floating: '流动人员', cadre: '干部' } as const satisfies Record<DossierKind, string>;
/** The states that a filter is for; the others come with the work that leads to them. */
const shownStates = (({ awaitingShelf, inStore, transferred, voided }) => ({ awaitingShelf, inStore, transferred, voided }))(custodyStates);

const isKind = (text: string | undefined): text is DossierKind => text !== undefined && text in shortKinds;
const isCustodyState = (text: string | undefined): text is CustodyState => text !== undefined && text in custodyStates;

/** What the address asks for; what it cannot mean is left out. */
export function askedIn({ search, kind, custodyState, registeredOn }: Readonly<Record<string, string | undefined>>) {
  return {
    search,
    kind: isKind(kind) ? kind : undefined,
    custodyState: isCustodyState(custodyState) ? custodyState : undefined,
    registeredOn: registeredOn !== undefined && isDay(registeredOn) ? registeredOn : undefined,
  };
}

export const noFilters = { search: undefined, kind: undefined, custodyState: undefined, registeredOn: undefined };

/** The filters of the list of dossiers. */
export function DossierFilters() {
  const { filters, set } = useUrlFilters();
  const asked = askedIn(filters);
  const { search, kind, custodyState, registeredOn } = asked;
  const today = dayOf(new Date());
  return (
    <div className="filters">
      <SearchField label="搜索档案" hint="姓名、证件号或编号" value={search} onChange={(text) => set({ search: text }, true)} />
      <FilterChips label="类别" choices={shortKinds} value={kind} onChange={(chosen) => set({ kind: chosen })} />
      <FilterChips label="状态" choices={shownStates} value={custodyState} onChange={(chosen) => set({ custodyState: chosen })} />
      <FilterChips
        label="登记"
        choices={{ [today]: '今天', [addDays(today, -1)]: '昨天' }}
        value={registeredOn}
        onChange={(day) => set({ registeredOn: day })}
      />
      <input
        {...{ className: 'field', type: 'date', 'aria-label': '其他登记日期', max: today, value: registeredOn ?? '' }}
        onChange={(event) => set({ registeredOn: event.target.value })}
      />
      {Object.values(asked).some((filter) => filter !== undefined) ? (
        <button type="button" className="plain-button" onClick={() => set(noFilters)}>
          清除
        </button>
      ) : null}
    </div>
  );
}
