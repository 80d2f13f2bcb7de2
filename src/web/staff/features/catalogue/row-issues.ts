import type { Issue } from '../../../../core/problem.ts';
import type { CellName } from './grid-focus.ts';

const cells: Readonly<Record<string, CellName>> = {
  ...{ categoryCode: 'category', sequence: 'category', title: 'title', formedOn: 'year' },
  ...{ pageCount: 'pages', copyCount: 'copies', remark: 'remark' },
};

/** The box that an issue is about. */
export const cellOf = ({ path }: Issue): CellName => cells[path.split('.')[2] ?? ''] ?? 'title';

/** Issues by the key of the row that they are about; those of the whole catalogue stand under the empty key. */
export function issuesByRow(issues: readonly Issue[], keys: readonly string[]): ReadonlyMap<string, Issue[]> {
  return Map.groupBy(issues, ({ path }) => {
    const [, place] = path.split('.');
    return place === undefined ? '' : (keys[Number(place)] ?? '');
  });
}
