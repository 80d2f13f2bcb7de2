import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { revealIdNumber } from '../../../../modules/holdings/contract.ts';
import { call } from '../../../call.ts';
import { refusalOf } from '../../parts/IssueList.tsx';
import { IssueText } from '../../parts/IssueText.tsx';
import { may, useSession } from '../../session.ts';

/** A masked number; the whole of it is shown for a purpose that the audit log keeps, and gone again when the page is left. */
export function IdNumber({ dossierId, masked }: { dossierId: string; masked: string }) {
  const canReveal = may(useSession(), 'person.reveal');
  const [isAsking, setAsking] = useState(false);
  const [purpose, setPurpose] = useState('');
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => call(revealIdNumber, { dossierId, purpose: purpose.trim() }),
    onSuccess: () => setAsking(false),
  });
  if (data) return <span className="code">{data.idNumber}</span>;
  const ask = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  const issues = error ? refusalOf(error).issues : [];
  return (
    <>
      <span className="code">{masked}</span>{' '}
      {canReveal && !isAsking ? (
        <button type="button" className="plain-button" onClick={() => setAsking(true)}>
          显示完整证件号
        </button>
      ) : null}
      {isAsking ? (
        <form className="purpose" onSubmit={ask}>
          <input
            className="field"
            aria-label="查看用途"
            placeholder="查看用途，记入日志"
            maxLength={80}
            // biome-ignore lint/a11y/noAutofocus: opened by the button before it
            autoFocus
            value={purpose}
            onChange={(event) => setPurpose(event.target.value)}
            onKeyDown={(event) => event.key === 'Escape' && setAsking(false)}
          />
          <Button size="small" htmlType="submit" loading={isPending}>
            显示
          </Button>
          {error ? (
            <div className="fault" role="alert">
              {issues.length > 0 ? issues.map((issue) => <IssueText key={issue.message} issue={issue} />) : refusalOf(error).title}
            </div>
          ) : null}
        </form>
      ) : null}
    </>
  );
}
