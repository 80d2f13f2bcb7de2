import type { OutputOf } from '../../../../core/operation.ts';
import type { receivePackage } from '../../../../modules/digitisation/contract.ts';
import { IssueText } from '../../parts/IssueText.tsx';

type Issue = OutputOf<typeof receivePackage>['issues'][number];

const SHORT = 3;
const isError = ({ severity }: Issue) => severity !== 'warning';

/** How many things are wrong, as a tag. */
export function IssueCounts({ issues, isRefused }: { issues: readonly Issue[]; isRefused: boolean }) {
  const errorCount = issues.filter(isError).length;
  const warningCount = issues.length - errorCount;
  if (isRefused) return <span className="tag tag-vermilion">未通过，{errorCount} 处错误</span>;
  if (warningCount > 0) return <span className="tag tag-amber">{warningCount} 处提示</span>;
  return <span className="tag tag-verified">检查通过</span>;
}

/** The first few, for a narrow column. */
export const ShortIssues = ({ issues }: { issues: readonly Issue[] }) =>
  issues.length === 0 ? null : (
    <ul className="short-issues">
      {errorsFirst(issues)
        .slice(0, SHORT)
        .map((issue) => (
          <li key={`${issue.path} ${issue.message}`} className={issue.severity ?? 'error'}>
            <Found issue={issue} />
          </li>
        ))}
      {issues.length > SHORT ? <li className="muted">共 {issues.length} 项，见“检查结果”</li> : null}
    </ul>
  );

/** Everything that was found: where, what, and by which rule; errors first. */
export const IssueTable = ({ issues }: { issues: readonly Issue[] }) => (
  <table className="list issue-table">
    <colgroup>
      <col style={{ width: 64 }} />
      <col style={{ width: 250 }} />
      <col />
    </colgroup>
    <thead>
      <tr>
        <th scope="col">程度</th>
        <th scope="col">位置</th>
        <th scope="col">问题</th>
      </tr>
    </thead>
    <tbody>
      {errorsFirst(issues).map((issue) => (
        <tr key={`${issue.path} ${issue.message}`}>
          <td>
            <span className={isError(issue) ? 'tag tag-vermilion' : 'tag tag-amber'}>{isError(issue) ? '错误' : '提示'}</span>
          </td>
          <td className="wrap place-cell">{issue.path === '' ? '整包' : issue.path}</td>
          <td className="wrap">
            <Found issue={issue} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** One thing that was found in a package, with its basis. */
export const Found = ({ issue: { path, message, rule } }: { issue: Issue }) => (
  <IssueText issue={{ path, message, ...(rule ? { rule } : {}) }} />
);

const errorsFirst = (issues: readonly Issue[]) => [...issues.filter(isError), ...issues.filter((issue) => !isError(issue))];
