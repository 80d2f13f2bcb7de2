import { Fragment, type ReactNode } from 'react';

/** What is known, term by term. A fact that is not known shows as a dash. */
export const Facts = ({ facts, isDense = false }: { facts: readonly (readonly [string, ReactNode])[]; isDense?: boolean }) => (
  <dl className={isDense ? 'fact-list fact-list-dense' : 'fact-list'}>
    {facts.map(([term, value]) => (
      <Fragment key={term}>
        <dt>{term}</dt>
        <dd>{value === null || value === undefined || value === '' ? <span className="muted">—</span> : value}</dd>
      </Fragment>
    ))}
  </dl>
);
