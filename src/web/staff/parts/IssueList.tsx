import type { Issue } from '../../../core/problem.ts';
import { CallError, ConnectionLost } from '../../call.ts';
import { IssueText } from './IssueText.tsx';

/** Something refused, as it is said to a person: what, what to do, and each thing wrong that has no field of its own. */
export type Refusal = { title: string; advice: string; issues: readonly Issue[] };

/** An error in words. A write that got no answer may have been done: say so, for only the list can tell. */
export function refusalOf(error: unknown, isWrite = false): Refusal {
  if (error instanceof CallError) return { title: error.message, advice: error.advice, issues: error.issues };
  if (error instanceof ConnectionLost) {
    const advice = isWrite ? '填写的内容还在。恢复后先在列表中核对这一项是否已经保存，没有再提交' : '正在自动重试，恢复后会接着显示';
    return { title: '与服务器的连接中断', advice, issues: [] };
  }
  return { title: '页面出错', advice: '刷新页面后重试；仍不行请把时间告诉系统管理员', issues: [] };
}

/** Says what is wrong, above the fields. Announced at once to a screen reader. */
export function IssueList({ refusal }: { refusal: Refusal | undefined }) {
  if (!refusal) return null;
  return (
    <div className="issues" role="alert">
      <strong>{refusal.title}</strong>
      {refusal.issues.length > 0 ? (
        <ul>
          {refusal.issues.map((issue) => (
            <li key={`${issue.path} ${issue.message}`}>
              <IssueText issue={issue} />
            </li>
          ))}
        </ul>
      ) : null}
      <div>{refusal.advice}。</div>
    </div>
  );
}
