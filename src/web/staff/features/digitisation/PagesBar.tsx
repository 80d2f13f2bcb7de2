import { type PageState, pageStates } from '../../../../modules/digitisation/rules.ts';

const order = ['passed', 'returned', 'processed', 'imported'] as const;

/** The pages of one dossier by their state: a bar, and the same in words. */
export function PagesBar({ pages }: { pages: Readonly<Record<PageState, number>> }) {
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
