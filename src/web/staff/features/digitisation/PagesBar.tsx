import type { OutputOf } from '../../../../core/operation.ts';
import type { findScans } from '../../../../modules/digitisation/contract.ts';
import { pageStates } from '../../../../modules/digitisation/rules.ts';

type ScanRow = OutputOf<typeof findScans>['scans'][number];

const order = ['passed', 'returned', 'processed', 'imported'] as const;

/** The pages of one dossier by their state: a bar, and the same in words. */
export function PagesBar({ pages }: { pages: ScanRow['pages'] }) {
  const total = order.reduce((sum, state) => sum + pages[state], 0);
  const shown = order.filter((state) => pages[state] > 0);
  return (
    <span className="pages-bar">
      <span className="bar" aria-hidden="true">
        {shown.map((state) => (
          <span key={state} className={`bar-${state}`} style={{ width: `${(pages[state] / total) * 100}%` }} />
        ))}
      </span>
      <span className="small">{shown.map((state) => `${pageStates[state]} ${pages[state]}`).join('　')}</span>
    </span>
  );
}
