import { type FocusEvent, Fragment, type KeyboardEvent, type SyntheticEvent } from 'react';
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
      <details className="basis" onToggle={placeSource} onBlur={closeWhenLeft} onKeyDown={closeOnEscape}>
        <summary>依据</summary>
        <span className="basis-source">
          <b>{kinds[basis.basis]}</b>　{basis.source}
        </span>
      </details>
    </span>
  );
}

const WIDTH_PX = 300;
const EDGE_PX = 12;

/** Below the word, and wholly inside the window, whatever the word stands in. */
function placeSource({ currentTarget }: SyntheticEvent<HTMLDetailsElement>) {
  const source = currentTarget.querySelector<HTMLElement>('.basis-source');
  if (!currentTarget.open || !source) return;
  const { left, bottom } = currentTarget.getBoundingClientRect();
  source.style.left = `${Math.max(EDGE_PX, Math.min(left, innerWidth - WIDTH_PX - EDGE_PX))}px`;
  source.style.top = `${bottom + 2}px`;
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
