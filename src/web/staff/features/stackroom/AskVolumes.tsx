import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { Issue } from '../../../../core/problem.ts';
import { ticketPurposes } from '../../../../modules/holdings/rules.ts';
import { askVolumes } from '../../../../modules/stackroom/contract.ts';
import { announce } from '../../parts/announce.ts';
import { ChoiceField } from '../../parts/ChoiceField.tsx';
import { IssueList } from '../../parts/IssueList.tsx';
import { ScanField } from '../../parts/ScanField.tsx';
import { useDraft } from '../../parts/useDraft.ts';
import { useOperationForm } from '../../parts/useOperationForm.ts';
import { enterMovesOn } from '../reception/enter-moves-on.ts';
import { DueField } from './DueField.tsx';
import { useTicketsChanged } from './useTickets.ts';

const purposes = (({ loan, consultation, digitisation, repair }) => ({ loan, consultation, digitisation, repair }))(ticketPurposes);

/** 申请出库: scan what is wanted, say for whom and why. `given` are bar codes that another page sends along. */
export function AskVolumes({ given, onAsked }: { given: readonly string[]; onAsked: (state: string) => void }) {
  const changed = useTicketsChanged();
  const draft = useDraft('ask-volumes');
  const [barcodes, setBarcodes] = useState<readonly string[]>(given);
  const { form, refusal, isPending, props } = useOperationForm({
    operation: askVolumes,
    toInput: (fields) => ({ ...fields, barcodes }),
    onChange: (fields) => draft.keep(fields),
    onDone: ({ ticketIds, state, dueOn }) => {
      draft.forget();
      changed();
      announce(`已申请 ${ticketIds.length} 卷，${state === 'asked' ? '等待审批' : '等库房出库'}，应还 ${dueOn}`);
      setBarcodes([]);
      form.resetFields();
      onAsked(state);
    },
  });
  const scan = (code: string): Issue | undefined => {
    if (barcodes.includes(code)) return { path: 'barcodes', message: `卷 ${code} 已在单上` };
    setBarcodes([...barcodes, code]);
    return undefined;
  };
  return (
    <div className="accept">
      <Form {...props} name="ask" className="accept-panel" onKeyDown={enterMovesOn} initialValues={{ purpose: 'loan', ...draft.initial }}>
        <IssueList refusal={refusal} />
        <Form.Item name="purpose" label="用途" required>
          <ChoiceField label="用途" choices={purposes} />
        </Form.Item>
        <Form.Item name="takerUnit" label="领用单位" required>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="taker" label="领用人" required>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="reason" label="事由" required>
          <Input maxLength={200} />
        </Form.Item>
        <DueField label="应还日期" extra="不填按参数“借阅期限”推算" />
        <Button type="primary" htmlType="submit" block loading={isPending} disabled={barcodes.length === 0}>
          {barcodes.length > 0 ? `申请 ${barcodes.length} 卷出库` : '申请出库'}
        </Button>
        <p className="muted small">借阅须另一人审批；查阅、数字化、修复由库房直接出库。一卷只能有一张未结的出库单。</p>
      </Form>
      <div className="accept-list">
        <div className="filters scan-line">
          <ScanField label="卷条码" hint="扫描要领用的卷，回车" autoFocus onScan={scan} />
        </div>
        {barcodes.length === 0 ? (
          <p className="empty">还没有要领用的卷：扫描卷条码，或在档案详情点“申请出库”。</p>
        ) : (
          <ul className="plain-list">
            {barcodes.map((code) => (
              <li key={code}>
                <span className="code">{code}</span>
                <button type="button" className="plain-button" onClick={() => setBarcodes(barcodes.filter((each) => each !== code))}>
                  删去
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
