import type { OutputOf } from '../../../../../core/operation.ts';
import type { Issue } from '../../../../../core/problem.ts';
import type { readRoll } from '../../../../../modules/reception/contract.ts';
import { IssueText } from '../../../parts/IssueText.tsx';

const SHOWN = 500;

/** All messages of a trial reading, errors before hints, each with its row; the first 500 are drawn. */
export function RollIssues({ read: { issues } }: { read: OutputOf<typeof readRoll> }) {
  if (issues.length === 0) return <p className="muted">没有发现问题。</p>;
  const sorted = [...issues].sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
  return (
    <section aria-label="检查结果">
      <h2>检查结果（{issues.length} 条）</h2>
      <ul className="roll-issues">
        {sorted.slice(0, SHOWN).map((issue, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one row may be told the same twice
          <li key={index} className={issue.severity === 'warning' ? 'hint' : 'fault'}>
            <span className="muted">{issue.path.includes('!') ? issue.path.split('!').at(-1) : ''}</span>{' '}
            <IssueText issue={issue as Issue} />
          </li>
        ))}
      </ul>
      {issues.length > SHOWN ? <p className="muted">另有 {issues.length - SHOWN} 条未列出；先改正以上各行再导入。</p> : null}
    </section>
  );
}
