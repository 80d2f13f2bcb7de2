import type { OutputOf } from '../../../../core/operation.ts';
import type { receivePackage } from '../../../../modules/digitisation/contract.ts';
import { IssueText } from '../../parts/IssueText.tsx';
import { withoutPackage } from './package-words.ts';

type Issue = OutputOf<typeof receivePackage>['issues'][number];
type Props = { issues: readonly Issue[]; fileName: string };

const SHORT = 3;
const isError = ({ severity }: Issue) => severity !== 'warning';

/** How many things were found, in words. */
export function countWords(issues: readonly Issue[]): string {
  const errorCount = issues.filter(isError).length;
  const warningCount = issues.length - errorCount;
  if (issues.length === 0) return '没有问题';
  return [errorCount > 0 ? `${errorCount} 处错误` : '', warningCount > 0 ? `${warningCount} 处提示` : ''].filter(Boolean).join('，');
}

/** The first of each kind, for a narrow column. */
export function ShortIssues({ issues, fileName }: Props) {
  const kinds = [...Map.groupBy(errorsFirst(issues), ({ rule, severity, message }) => rule ?? `${severity} ${message}`).values()];
  return issues.length === 0 ? null : (
    <ul className="short-issues">
      {kinds.slice(0, SHORT).map(([first, ...others]) =>
        first ? (
          <li key={`${first.path} ${first.message}`} className={first.severity ?? 'error'}>
            <Found issue={first} fileName={fileName} />
            {others.length > 0 ? <span className="muted">　等 {others.length + 1} 处</span> : null}
          </li>
        ) : null,
      )}
      {kinds.length > SHORT ? <li className="muted">另有 {kinds.length - SHORT} 类问题，见“检查结果”</li> : null}
    </ul>
  );
}

/** Everything that was found: where, what, and by which rule; errors first. */
export const IssueTable = ({ issues, fileName }: Props) => (
  <table className="list issue-table">
    <colgroup>
      <col style={{ width: 64 }} />
      <col style={{ width: 236 }} />
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
          <td className="wrap place-cell">{issue.path === '' ? '整包' : withoutPackage(issue.path, fileName)}</td>
          <td className="wrap">
            <Found issue={issue} fileName={fileName} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** One thing that was found in a package, with its basis. */
export const Found = ({ issue: { path, message, rule }, fileName }: { issue: Issue; fileName: string }) => (
  <IssueText issue={{ path, message: withoutPackage(message, fileName), ...(rule ? { rule } : {}) }} />
);

const errorsFirst = (issues: readonly Issue[]) => [...issues.filter(isError), ...issues.filter((issue) => !isError(issue))];
