import { dayOf } from '../../../../core/time.ts';

const thisYear = (): number => Number(dayOf(new Date()).slice(0, 4));
const YEARS_BACK = 9;

/** The year in the address, or this year. */
export const yearOf = (text: string | undefined): number => (text !== undefined && /^20\d\d$/.test(text) ? Number(text) : thisYear());

/** Next year too: its plan is made before it begins. */
export function YearField({ year, onChange }: { year: number; onChange: (year: string) => void }) {
  const recent = Array.from({ length: YEARS_BACK + 2 }, (_, back) => thisYear() + 1 - back);
  const years = recent.includes(year) ? recent : [year, ...recent];
  return (
    <label>
      年度
      <select className="field" value={String(year)} onChange={(event) => onChange(event.target.value)}>
        {years.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </select>
    </label>
  );
}
