import type { ReactNode } from 'react';

/** Where a list or page has nothing to show: says why, and what to do next. */
export const EmptyState = ({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) => (
  <div className="empty">
    <h2>{title}</h2>
    {children ? <p>{children}</p> : null}
    {action ? <div className="empty-action">{action}</div> : null}
  </div>
);
