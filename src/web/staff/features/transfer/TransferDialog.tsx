import { Form, Input } from 'antd';
import type { Operation } from '../../../../core/operation.ts';
import type { Issue } from '../../../../core/problem.ts';
import { dayOf } from '../../../../core/time.ts';
import * as contract from '../../../../modules/transfer/contract.ts';
import { announce } from '../../parts/announce.ts';
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx';
import { ReasonDialog } from '../../parts/ReasonDialog.tsx';
import { Dispatch } from './Dispatch.tsx';
import { type Transfer, useTransfersChanged } from './useTransfers.ts';

export type TransferStep = 'approve' | 'refuse' | 'dispatch' | 'acknowledge' | 'chase' | 'sendBack' | 'cancel';
type Props = { step: TransferStep; chosen: readonly Transfer[]; onDone: (refused: readonly Issue[]) => void; close: () => void };

const reasoned = {
  refuse: { operation: contract.refuseTransfers, verb: '不批准', said: '申请人在“未批准”中看到理由。' },
  cancel: { operation: contract.cancelTransfers, verb: '撤销转出', said: '未出库的卷不再出库；已出库的卷请办理归还，由库房归架。' },
} as const;

/** The dialog of one step, for all that are ticked. */
export function TransferDialog({ step, chosen, onDone, close }: Props) {
  const changed = useTransfersChanged();
  const transferIds = chosen.map(({ id }) => id);
  const [first] = chosen;
  const done = (text: string, refused: readonly Issue[] = []) => {
    changed();
    announce(text);
    onDone(refused);
  };
  const count = `${chosen.length} 份`;
  if (!first) return null;
  if (step === 'dispatch') return <Dispatch {...{ chosen, done, close }} />;
  if (step === 'approve') return <Approval {...{ chosen, done, close }} />;
  if (step === 'chase') return <Chase {...{ chosen, done, close }} />;
  if (step === 'acknowledge') {
    return (
      <ReasonDialog
        {...{ title: `登记回执：${first.personName}`, verb: '登记回执', operation: contract.acknowledgeTransfer as Operation, close }}
        {...{ input: { transferId: first.id }, isReasonAsked: false, firstField: 'acknowledgedBy' }}
        initial={{ acknowledgedOn: dayOf(new Date()) }}
        fields={
          <>
            <Form.Item name="acknowledgedOn" label="回执日期" required>
              <Input type="date" />
            </Form.Item>
            <Form.Item name="acknowledgedBy" label="回执人" required>
              <Input maxLength={40} />
            </Form.Item>
          </>
        }
        onDone={() => done(`${first.personName} 的转出已办结`)}
      />
    );
  }
  if (step === 'sendBack') {
    return (
      <ReasonDialog
        {...{ title: `登记退回：${first.personName}`, verb: '登记退回', isDangerous: true, close, reasonLabel: '退回原因' }}
        {...{ operation: contract.sendBackTransfer as Operation, input: { transferId: first.id } }}
        onDone={() => done(`${first.referenceCode} 已退回，请移交库房重新上架`)}
      >
        档案回到“待入库”，各卷在“待移交”中等待重新上架。
      </ReasonDialog>
    );
  }
  const { operation, verb, said } = reasoned[step];
  return (
    <ReasonDialog
      {...{ title: `${verb} ${count}`, verb, isDangerous: true, close, operation: operation as Operation, input: { transferIds } }}
      onDone={() => done(`已${verb} ${count}`)}
    >
      {said}
    </ReasonDialog>
  );
}

type StepProps = { chosen: readonly Transfer[]; done: (text: string) => void; close: () => void };

const Approval = ({ chosen, done, close }: StepProps) => (
  <ConfirmDialog
    {...{ title: `批准转出 ${chosen.length} 份`, verb: '批准', operation: contract.approveTransfers, close }}
    input={{ transferIds: chosen.map(({ id }) => id) }}
    onDone={() => done(`已批准 ${chosen.length} 份，库房可按提卷单出库`)}
  >
    批准后为每卷开出库单、编通知单字号。收件单位：{[...new Set(chosen.map(({ receiverName }) => receiverName))].join('、')}
  </ConfirmDialog>
);

const Chase = ({ chosen, done, close }: StepProps) => (
  <ConfirmDialog
    {...{ title: `催办回执 ${chosen.length} 份`, verb: '记为已催办', operation: contract.chaseTransfers, close }}
    input={{ transferIds: chosen.map(({ id }) => id) }}
    onDone={() => done(`已记 ${chosen.length} 份催办`)}
  >
    催办函须另行打印寄出；此处记下催办日期和次数。
  </ConfirmDialog>
);
