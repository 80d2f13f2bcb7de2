import type { Issue } from '../../../../../core/problem.ts';
import { LooseRowCard } from './LooseRowCard.tsx';
import type { LooseChange, LooseRow } from './loose-draft.ts';

type Props = {
  rows: readonly LooseRow[];
  pageCounts: ReadonlyMap<string, number>;
  chosen: readonly string[];
  issues: readonly Issue[];
  nameOf: (pageId: string) => string;
  change: (change: LooseChange) => void;
  put: (key: string) => void;
  add: (() => void) | undefined;
};

/** The rows of the catalogue, each with its number and its pages. `add` is there where they are typed here. */
export function LooseRows({ rows, pageCounts, chosen, issues, nameOf, change, put, add }: Props) {
  return (
    <div className="loose-scroll">
      <ol className="loose-rows">
        {rows.map((row, place) => (
          <LooseRowCard
            key={row.key}
            {...{ row, number: place + 1, pageCount: pageCounts.get(row.key), chosenCount: chosen.length, nameOf, change, put }}
            issues={issues.filter(({ path }) => path.startsWith(`items.${place}.`))}
          />
        ))}
      </ol>
      {add ? (
        <button type="button" className="plain-button loose-add" onClick={add}>
          ＋ 新增一行{chosen.length > 0 ? `，放入所选 ${chosen.length} 页` : ''} <kbd>A</kbd>
        </button>
      ) : null}
    </div>
  );
}
