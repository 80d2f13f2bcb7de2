import { Link, useParams } from '@tanstack/react-router';
import { CallError } from '../../../call.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { formatInstant } from '../../parts/format.ts';
import { IssueList, refusalOf } from '../../parts/IssueList.tsx';
import { may, useSession } from '../../session.ts';
import { ConsultationFacts } from './ConsultationFacts.tsx';
import { StateTag } from './consultation-columns.tsx';
import { Decision } from './Decision.tsx';
import { ReadItems } from './ReadItems.tsx';
import { Steps } from './Steps.tsx';
import { useConsultation, type Whole } from './useConsultations.ts';
import '../../styles/consultation.css';

/** 查阅单: one consultation with all that became of it, and what can be done next. */
export function Consultation() {
  const { consultationId = '' } = useParams({ strict: false }) as { consultationId?: string };
  const { data, error } = useConsultation(consultationId);
  if (error instanceof CallError && error.code === 'not_found')
    return (
      <EmptyState title="没有这份查阅单" action={<Link to={'/consultations/own' as string}>我的阅档</Link>}>
        核对地址；也可能不是您的申请。
      </EmptyState>
    );
  if (error) return <IssueList refusal={refusalOf(error)} />;
  return data ? <Shown key={`${data.id} ${data.version}`} consultation={data} /> : <p className="empty">正在读取…</p>;
}

function Shown({ consultation }: { consultation: Whole }) {
  const mayApprove = may(useSession(), 'consultation.approve');
  const isDecided = consultation.state !== 'waiting' || !mayApprove;
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          查阅单 <span className="code">{consultation.number}</span>
        </h1>
        <StateTag state={consultation.state} />
        <Link to="/dossiers/$dossierId" params={{ dossierId: consultation.dossierId } as never} className="quiet-link">
          {consultation.personName} <span className="code">{consultation.referenceCode}</span>
        </Link>
        <div className="page-end">
          <Steps consultation={consultation} />
        </div>
      </div>
      <div className="consultation">
        <div className="sheet">
          <ConsultationFacts consultation={consultation} />
          {isDecided ? <ReadItems consultation={consultation} /> : null}
        </div>
        <div className="sheet">{isDecided ? <Approvals consultation={consultation} /> : <Decision consultation={consultation} />}</div>
      </div>
    </div>
  );
}

const Approvals = ({ consultation: { approvals, state, levelCount, closingNote } }: { consultation: Whole }) => (
  <section className="block" aria-label="审批">
    <div className="block-head">
      <h2>审批</h2>
      <span className="muted">共 {levelCount} 级</span>
    </div>
    {approvals.length === 0 ? <p className="muted">尚未审批。</p> : null}
    <ol>
      {approvals.map(({ by, at, note }, place) => (
        <li key={at}>
          第 {place + 1} 级　{by}　{formatInstant(at)}
          {state === 'refused' && place === approvals.length - 1 ? '　拒绝' : '　同意'}
          {note ? `：${note}` : ''}
        </li>
      ))}
    </ol>
    {closingNote && state !== 'refused' ? <p>结束说明：{closingNote}</p> : null}
  </section>
);
