import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { InputOf, OutputOf } from '../../../../../core/operation.ts';
import type { Issue } from '../../../../../core/problem.ts';
import { assignLoose } from '../../../../../modules/digitisation/contract.ts';
import { CallError, call } from '../../../../call.ts';
import { IssueList, refusalOf } from '../../../parts/IssueList.tsx';
import { IssueText } from '../../../parts/IssueText.tsx';
import { ReasonDialog } from '../../../parts/ReasonDialog.tsx';
import { useShortcut } from '../../../parts/useShortcut.ts';

type Props = {
  input: InputOf<typeof assignLoose>;
  onIssues: (issues: readonly Issue[]) => void;
  onDone: (output: OutputOf<typeof assignLoose>) => void;
  onConflict: () => void;
};

/** Sends the assignment. Errors of rows stand at their rows; warnings ask for a reason. */
export function LooseSend({ input, onIssues, onDone, onConflict }: Props) {
  const [warnings, setWarnings] = useState<readonly Issue[]>();
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: () => call(assignLoose, input),
    onSuccess: onDone,
    onError: (cause) => {
      const issues = cause instanceof CallError ? cause.issues : [];
      if (cause instanceof CallError && cause.code === 'needs_reason') {
        setWarnings(issues);
        reset();
      }
      if (cause instanceof CallError && cause.code === 'conflict') onConflict();
      onIssues(issues.filter(({ severity }) => severity !== 'warning'));
    },
  });
  const pageCount = input.items.reduce((sum, { pageIds }) => sum + pageIds.length, 0);
  const canSend = pageCount > 0 && !isPending;
  useShortcut('mod+Enter', '提交分配', () => canSend && mutate());
  const refusal = error ? refusalOf(error, true) : undefined;
  return (
    <div className="loose-send">
      <IssueList refusal={refusal && { ...refusal, issues: refusal.issues.filter(({ path }) => !/^items\.\d/.test(path)) }} />
      <Button type="primary" disabled={pageCount === 0} loading={isPending} onClick={() => mutate()}>
        分配 {pageCount} 页 <kbd>Ctrl+回车</kbd>
      </Button>
      {warnings ? (
        <ReasonDialog
          {...{ title: '有提示，核对后说明', verb: '分配', operation: assignLoose, input: { ...input } }}
          reasonLabel="对提示的说明"
          onDone={onDone}
          close={() => setWarnings(undefined)}
        >
          共 {pageCount} 页，有 {warnings.length} 处提示，核对无误后说明理由：
          <ul className="short-issues short-issues-long">
            {warnings.map((issue) => (
              <li key={`${issue.path} ${issue.message}`} className="warning">
                <IssueText issue={issue} />
              </li>
            ))}
          </ul>
        </ReasonDialog>
      ) : null}
    </div>
  );
}
