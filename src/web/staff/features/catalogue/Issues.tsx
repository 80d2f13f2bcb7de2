import type { Issue } from '../../../../core/problem.ts';
import { IssueText } from '../../parts/IssueText.tsx';
import { focusCell } from './grid-focus.ts';
import { cellOf } from './row-issues.ts';

type Props = {
  issuesByRow: ReadonlyMap<string, readonly Issue[]>;
  /** The rows in order, with what they are called. */
  rows: readonly { key: string; label: string }[];
};

/** What is wrong or odd, in the order of the rows; a row's number leads to the box. */
export function Issues({ issuesByRow, rows }: Props) {
  const ofAll = issuesByRow.get('') ?? [];
  const count = [...issuesByRow.values()].flat().length;
  return (
    <section className="grid-issues" aria-label="检查结果">
      <h2>检查结果</h2>
      {count === 0 ? <p className="muted">没有发现问题。</p> : null}
      <ul>
        {rows.map(({ key, label }) =>
          (issuesByRow.get(key) ?? []).map((issue) => (
            <li key={`${key} ${issue.path} ${issue.message}`} className={issue.severity ?? 'error'}>
              <button type="button" className="plain-button code" onClick={() => focusCell(key, cellOf(issue))}>
                {label}
              </button>
              <IssueText issue={issue} />
            </li>
          )),
        )}
        {ofAll.map((issue) => (
          <li key={issue.message} className={issue.severity ?? 'error'}>
            <span className="muted">全卷</span>
            <IssueText issue={issue} />
          </li>
        ))}
      </ul>
    </section>
  );
}
