import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { OutputOf } from '../../../../core/operation.ts';
import { closeReading, copyItems, getReading } from '../../../../modules/consultation/contract.ts';
import { durationWords } from '../../../../modules/consultation/rules.ts';
import { CallError, call, callForFile } from '../../../call.ts';
import { announce } from '../../parts/announce.ts';
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { IssueList, refusalOf } from '../../parts/IssueList.tsx';
import { useDossierName } from '../digitisation/usePages.ts';
import { Viewer } from '../digitisation/Viewer.tsx';
import { grantedPages } from './granted-pages.ts';
import { useConsultationsChanged } from './useConsultations.ts';
import { useReadingClock } from './useReadingClock.ts';
import '../../styles/consultation.css';
import '../../styles/viewer.css';

type Reading = OutputOf<typeof getReading>;

/** 阅档 under a grant: the granted pages, with the time that is left always in sight; when it ends, so does the view. */
export function ReadGranted() {
  const { consultationId = '' } = useParams({ strict: false }) as { consultationId?: string };
  const { data, error } = useQuery({
    queryKey: [getReading.name, consultationId],
    queryFn: () => call(getReading, { consultationId }),
    ...{ gcTime: 0, staleTime: Number.POSITIVE_INFINITY, retry: false },
  });
  if (error instanceof CallError && ['not_granted', 'not_found'].includes(error.code))
    return <Ended why={error.issues[0]?.message ?? '没有这份查阅单，或不是您的授权'} consultationId={consultationId} />;
  if (error) return <IssueList refusal={refusalOf(error)} />;
  return data ? <Running key={consultationId} {...{ consultationId, reading: data }} /> : <p className="empty">正在读取…</p>;
}

const endings: Readonly<Record<string, string>> = {
  timeUp: '授权的查阅时间已用完',
  held: '本次查阅已结束',
  recalled: '查阅授权已被收回',
};

function Running({ consultationId, reading }: { consultationId: string; reading: Reading }) {
  const { secondsLeft, ended, show, beat } = useReadingClock(consultationId, reading.secondsLeft);
  const [isClosed, setClosed] = useState(false);
  if (ended || isClosed) return <Ended why={endings[ended ?? 'held'] ?? '查阅已结束'} consultationId={consultationId} />;
  return (
    <Viewer
      pages={grantedPages(reading)}
      onShown={({ id }) => {
        show(id);
        void beat();
      }}
      head={(tools) => (
        <div className="page-head">
          <h1>阅档</h1>
          <Whose reading={reading} />
          <span role="timer" className={secondsLeft < 120 ? 'reading-left reading-left-low' : 'reading-left'}>
            剩余 {durationWords(secondsLeft)}
          </span>
          <div className="page-end">
            {tools}
            <Copies {...{ consultationId, reading }} />
            <Finish consultationId={consultationId} onClosed={() => setClosed(true)} />
          </div>
        </div>
      )}
    />
  );
}

function Whose({ reading: { dossierId, number, items, totalItemCount } }: { reading: Reading }) {
  const dossier = useDossierName(dossierId);
  return (
    <span className="whose">
      {dossier ? <span>{dossier.personName}</span> : null}
      <span className="code">{number}</span>
      <span className="muted">
        授权 {items.length}/{totalItemCount} 件
      </span>
    </span>
  );
}

/** 打印、下载, where the grant has the right: all granted items as one PDF. */
function Copies({ consultationId, reading: { mayPrint, mayDownload, number, items } }: { consultationId: string; reading: Reading }) {
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (as: 'print' | 'download') => ({
      as,
      file: await callForFile(copyItems, { consultationId, as, itemIds: items.map(({ id }) => id) }),
    }),
    onSuccess: ({ as, file }) => {
      const address = URL.createObjectURL(file);
      if (as === 'print') window.open(address, '_blank');
      else Object.assign(document.createElement('a'), { href: address, download: `${number}.pdf` }).click();
    },
  });
  return (
    <>
      {error ? <span className="error">{refusalOf(error).issues[0]?.message ?? refusalOf(error).title}</span> : null}
      {mayPrint ? (
        <Button size="small" loading={isPending} onClick={() => mutate('print')}>
          打印
        </Button>
      ) : null}
      {mayDownload ? (
        <Button size="small" loading={isPending} onClick={() => mutate('download')}>
          下载
        </Button>
      ) : null}
    </>
  );
}

function Finish({ consultationId, onClosed }: { consultationId: string; onClosed: () => void }) {
  const changed = useConsultationsChanged();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        结束查阅
      </Button>
      {isAsking ? (
        <ConfirmDialog
          {...{ title: '结束查阅', verb: '结束', operation: closeReading, input: { consultationId }, close: () => setAsking(false) }}
          onDone={({ seconds }) => {
            announce(`查阅已结束，实际阅读 ${durationWords(seconds)}`);
            onClosed();
            changed();
          }}
        >
          结束后页面不能再看，没有用完的时间不再保留。
        </ConfirmDialog>
      ) : null}
    </>
  );
}

const Ended = ({ why, consultationId }: { why: string; consultationId: string }) => (
  <div className="page">
    <div className="page-head">
      <h1>阅档</h1>
    </div>
    <div className="sheet">
      <EmptyState
        title={why}
        action={
          <>
            <Link to="/consultations/$consultationId" params={{ consultationId } as never}>
              查看查阅单
            </Link>
            　<Link to={'/consultations/own' as string}>我的阅档</Link>
          </>
        }
      >
        页面已关闭。需要继续查阅时，请重新申请。
      </EmptyState>
    </div>
  </div>
);
