import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { readsFreely } from '../../../../modules/consultation/rules.ts';
import { CallError } from '../../../call.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { IssueList, refusalOf } from '../../parts/IssueList.tsx';
import { labelsOf } from '../../parts/print-labels.ts';
import { useShortcut } from '../../parts/useShortcut.ts';
import { may, useSession } from '../../session.ts';
import { CorrectPerson } from './CorrectPerson.tsx';
import { CustodyTag } from './dossier-columns.tsx';
import { Events } from './Events.tsx';
import { Overview } from './Overview.tsx';
import { type Dossier as DossierOutput, useDossier } from './useDossier.ts';
import { VoidRegistration } from './VoidRegistration.tsx';
import { Volumes } from './Volumes.tsx';
import '../../styles/dossier.css';

/** 档案详情: who it is, where it stands, and all that ever happened to it. */
export function Dossier() {
  const { dossierId = '' } = useParams({ strict: false }) as { dossierId?: string };
  const { data, error } = useDossier(dossierId);
  if (error instanceof CallError && error.code === 'not_found') {
    return (
      <EmptyState title="没有这份档案" action={<Link to={'/dossiers' as string}>到档案列表查找</Link>}>
        核对地址；也可能不在您的管理范围内。
      </EmptyState>
    );
  }
  if (error) return <IssueList refusal={refusalOf(error)} />;
  return data ? <Shown key={dossierId} dossier={data} /> : <p className="empty">正在读取…</p>;
}

function Shown({ dossier }: { dossier: DossierOutput }) {
  const session = useSession();
  const [open, setOpen] = useState<'correct' | 'void'>();
  const canCorrect = may(session, 'dossier.correct') && dossier.custodyState !== 'voided';
  const canVoid = canCorrect && dossier.custodyState === 'awaitingShelf';
  const canPrint = may(session, 'stackroom.read') && dossier.custodyState !== 'voided';
  const close = () => setOpen(undefined);
  useShortcut('e', '更正人员信息', () => canCorrect && setOpen('correct'));
  return (
    <div className="page">
      <div className="page-head">
        <h1>
          <span title={dossier.pinyin}>{dossier.personName}</span> <span className="code dossier-code">{dossier.referenceCode}</span>
        </h1>
        <CustodyTag state={dossier.custodyState} />
        <div className="page-end">
          {canVoid ? (
            <Button danger onClick={() => setOpen('void')}>
              作废登记
            </Button>
          ) : null}
          <WaysOn dossier={dossier} />
          {canCorrect ? <Button onClick={() => setOpen('correct')}>更正</Button> : null}
          {canPrint ? (
            <Button href={labelsOf([dossier.id])} target="_blank">
              打印标签
            </Button>
          ) : null}
        </div>
      </div>
      <div className="dossier">
        <div className="sheet dossier-facts">
          <Overview dossier={dossier} />
          <Volumes dossier={dossier} />
        </div>
        <section className="sheet dossier-events" aria-label="台账">
          <Events dossierId={dossier.id} />
        </section>
      </div>
      {open === 'correct' ? <CorrectPerson dossier={dossier} close={close} /> : null}
      {open === 'void' ? <VoidRegistration dossier={dossier} close={close} /> : null}
    </div>
  );
}

/** Where work on this dossier goes on. */
function WaysOn({ dossier }: { dossier: DossierOutput }) {
  const session = useSession();
  const canLeave = may(session, 'transfer.manage') && dossier.custodyState === 'inStore';
  return (
    <>
      <Link to="/dossiers/$dossierId/catalogue" params={{ dossierId: dossier.id } as never} className="quiet-link">
        目录
      </Link>
      {may(session, 'consultation.apply') ? (
        <Link to={'/consultations/apply' as string} search={{ dossier: dossier.id } as never} className="quiet-link">
          申请查阅
        </Link>
      ) : null}
      {may(session, 'page.read') && readsFreely(new Set(session.permissions)) ? (
        <Link to="/dossiers/$dossierId/read" params={{ dossierId: dossier.id } as never} className="quiet-link">
          阅档
        </Link>
      ) : null}
      {canLeave ? (
        <Link to={'/transfers' as string} search={{ ask: dossier.referenceCode } as never} className="quiet-link">
          转出
        </Link>
      ) : null}
      {canLeave ? (
        <Link to={'/transfers' as string} search={{ view: 'deaccession', ask: dossier.referenceCode } as never} className="quiet-link">
          注销
        </Link>
      ) : null}
    </>
  );
}
