import { type FocusEvent, Fragment, type KeyboardEvent } from 'react';
import type { Issue } from '../../../core/problem.ts';
import { ruleBasis } from '../../../core/rule-basis.ts';

const kinds = { law: '法规与标准', practice: '业务惯例', design: '系统规则' } as const;

/** What is wrong, and a small “依据” that opens what the rule rests on. */
export function IssueText({ issue: { message, rule } }: { issue: Issue }) {
  const basis = rule === undefined ? undefined : ruleBasis[rule];
  if (!basis) return <Fragment>{message}</Fragment>;
  return (
    <span>
      {message}
      <details className="basis" onBlur={closeWhenLeft} onKeyDown={closeOnEscape}>
        <summary>依据</summary>
        <span className="basis-source">
          <b>{kinds[basis.basis]}</b>　{basis.source}
        </span>
      </details>
    </span>
  );
}

function closeWhenLeft({ currentTarget, relatedTarget }: FocusEvent<HTMLDetailsElement>) {
  if (!currentTarget.contains(relatedTarget)) currentTarget.open = false;
}

function closeOnEscape(event: KeyboardEvent<HTMLDetailsElement>) {
  if (event.key !== 'Escape' || !event.currentTarget.open) return;
  event.stopPropagation();
  event.preventDefault();
  event.currentTarget.open = false;
}
