import type { ReactNode } from 'react';
import type { DossierKind } from '../../../../core/scope.ts';
import { addDays, dayOf, isDay } from '../../../../core/time.ts';
import { type CustodyState, custodyStates, type Gap, gaps } from '../../../../modules/holdings/rules.ts';
import { FilterChips } from '../../parts/FilterChips.tsx';
import { SearchField } from '../../parts/SearchField.tsx';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';

const shortKinds = { floating: '流动人员', cadre: '干部' } as const satisfies Record<DossierKind, string>;
const isGap = (text: string | undefined): text is Gap | 'any' => text !== undefined && (text === 'any' || text in gaps);
const isKind = (text: string | undefined): text is DossierKind => text !== undefined && text in shortKinds;
const isCustodyState = (text: string | undefined): text is CustodyState => text !== undefined && text in custodyStates;

/** What the address asks for; what it cannot mean is left out. */
export function askedIn({ search, kind, custodyState, digitalState, lacks, registeredOn }: Readonly<Record<string, string | undefined>>) {
  return {
    search,
    kind: isKind(kind) ? kind : undefined,
    custodyState: isCustodyState(custodyState) ? custodyState : undefined,
    digitalState: digitalState === 'awaitingMigration' ? ('awaitingMigration' as const) : undefined,
    lacks: isGap(lacks) ? lacks : undefined,
    registeredOn: registeredOn !== undefined && isDay(registeredOn) ? registeredOn : undefined,
  };
}

export const noFilters = {
  ...{ search: undefined, kind: undefined, custodyState: undefined, digitalState: undefined, lacks: undefined, registeredOn: undefined },
};

/** 待补 of 期初建账: what old lists did not say. */
const lackChoices = { any: '任一项', ...gaps } as const;

/** The filters of the list of dossiers, and after them what `children` are. */
export function DossierFilters({ children }: { children: ReactNode }) {
  const { filters, set } = useUrlFilters();
  const asked = askedIn(filters);
  const { search, kind, custodyState, digitalState, lacks, registeredOn } = asked;
  const today = dayOf(new Date());
  return (
    <div className="filters">
      <SearchField label="搜索档案" hint="姓名、证件号或编号" value={search} onChange={(text) => set({ search: text }, true)} />
      <FilterChips label="类别" choices={shortKinds} value={kind} onChange={(chosen) => set({ kind: chosen })} />
      <Choice label="状态" choices={custodyStates} value={custodyState} onChange={(chosen) => set({ custodyState: chosen })} />
      <FilterChips
        label="数字状态"
        choices={{ awaitingMigration: '待迁入' }}
        value={digitalState}
        onChange={(chosen) => set({ digitalState: chosen })}
      />
      <Choice label="待补" choices={lackChoices} value={lacks} onChange={(chosen) => set({ lacks: chosen })} />
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
      {children}
    </div>
  );
}

/** A filter of more values than a row of chips holds. */
function Choice(props: {
  label: string;
  choices: Readonly<Record<string, string>>;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const { label, choices, value, onChange } = props;
  return (
    <label>
      {label}
      <select className="field" value={value ?? ''} onChange={(event) => onChange(event.target.value || undefined)}>
        <option value="">不限</option>
        {Object.entries(choices).map(([choice, zh]) => (
          <option key={choice} value={choice}>
            {zh}
          </option>
        ))}
      </select>
    </label>
  );
}
