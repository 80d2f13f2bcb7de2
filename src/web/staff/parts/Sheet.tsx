import type { ReactNode } from 'react';
import { usePage } from './usePage.ts';

type Props = {
  /** The one primary action of the page. */
  action?: ReactNode;
  /** Beside the title: a count, a hint. */
  note?: ReactNode;
  /** False for a page that lays out several sheets of its own. */
  isPaper?: boolean;
  children: ReactNode;
};

/** The frame of a page: its title from the table of pages, at most one primary action, and the sheet. */
export function Sheet({ action, note, isPaper = true, children }: Props) {
  const page = usePage();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{page?.title}</h1>
        {note ? <span className="muted">{note}</span> : null}
        {action ? <div className="page-end">{action}</div> : null}
      </div>
      {isPaper ? <div className="sheet">{children}</div> : children}
    </div>
  );
}
