import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { closeReading, openReading, recall, withdraw } from '../../../../modules/consultation/contract.ts';
import { call } from '../../../call.ts';
import { announce } from '../../parts/announce.ts';
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx';
import { refusalOf } from '../../parts/IssueList.tsx';
import { ReasonDialog } from '../../parts/ReasonDialog.tsx';
import { may as holds, useSession } from '../../session.ts';
import { useConsultationsChanged, type Whole } from './useConsultations.ts';

type Asked = 'withdraw' | 'recall' | 'close';

/** What can be done with a consultation as it stands, by who looks at it. */
export function Steps({ consultation }: { consultation: Whole }) {
  const { id } = consultation;
  const canManage = holds(useSession(), 'consultation.manage');
  const [asked, setAsked] = useState<Asked>();
  const may = stepsOf(consultation, canManage);
  return (
    <>
      {may.withdraw ? <Button onClick={() => setAsked('withdraw')}>撤回申请</Button> : null}
      {may.recall ? (
        <Button danger onClick={() => setAsked('recall')}>
          收回授权
        </Button>
      ) : null}
      {may.close ? <Button onClick={() => setAsked('close')}>结束查阅</Button> : null}
      {may.begin ? <Begin consultation={consultation} /> : null}
      {may.goOn ? (
        <Link to="/consultations/$consultationId/read" params={{ consultationId: id } as never} className="quiet-link">
          继续查阅
        </Link>
      ) : null}
      {asked ? <StepDialog {...{ asked, consultation, close: () => setAsked(undefined) }} /> : null}
    </>
  );
}

const stepsOf = ({ state, isHolder, isApplicant }: Whole, canManage: boolean) => ({
  withdraw: (isHolder || isApplicant) && (state === 'waiting' || state === 'granted'),
  recall: canManage && (state === 'granted' || state === 'reading'),
  close: state === 'reading' && (isHolder || canManage),
  begin: state === 'granted' && isHolder,
  goOn: state === 'reading' && isHolder,
});

function Begin({ consultation: { id: consultationId, version } }: { consultation: Whole }) {
  const navigate = useNavigate();
  const changed = useConsultationsChanged();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => call(openReading, { consultationId, version }),
    onSuccess: () => {
      changed();
      void navigate({ to: '/consultations/$consultationId/read', params: { consultationId } as never });
    },
  });
  return (
    <>
      {error ? <span role="alert">{refusalOf(error, true).issues[0]?.message ?? refusalOf(error, true).title}</span> : null}
      <Button type="primary" loading={isPending} onClick={() => mutate()}>
        开始查阅
      </Button>
    </>
  );
}

function StepDialog({ asked, consultation, close }: { asked: Asked; consultation: Whole; close: () => void }) {
  const { id: consultationId, version, number, minutes } = consultation;
  const changed = useConsultationsChanged();
  const done = (words: string) => () => {
    announce(`${words}：${number}`);
    close();
    changed();
  };
  if (asked === 'recall')
    return (
      <ReasonDialog
        {...{ title: '收回查阅授权', verb: '收回', isDangerous: true, operation: recall, input: { consultationId, version }, close }}
        onDone={done('已收回')}
      >
        立即生效，正在看的页面随即关闭。
      </ReasonDialog>
    );
  return asked === 'close' ? (
    <ConfirmDialog
      {...{ title: '结束查阅', verb: '结束', operation: closeReading, input: { consultationId }, close }}
      onDone={done('已结束')}
    >
      结束后页面不能再看；授权 {minutes} 分钟，没有用完的时间不再保留。
    </ConfirmDialog>
  ) : (
    <ConfirmDialog
      {...{ title: '撤回申请', verb: '撤回', operation: withdraw, input: { consultationId, version }, close }}
      onDone={done('已撤回')}
    >
      撤回后不能恢复，需要查阅时重新申请。
    </ConfirmDialog>
  );
}
