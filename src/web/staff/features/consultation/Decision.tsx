import { Button, Checkbox, Form, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { approve, refuse } from '../../../../modules/consultation/contract.ts';
import { announce } from '../../parts/announce.ts';
import { IssueList } from '../../parts/IssueList.tsx';
import { ReasonDialog } from '../../parts/ReasonDialog.tsx';
import { useOperationForm } from '../../parts/useOperationForm.ts';
import { useShortcut } from '../../parts/useShortcut.ts';
import { ItemChoice } from './ItemChoice.tsx';
import { useConsultationsChanged, type Whole } from './useConsultations.ts';

/** 审批: gives what was asked for, or less of it. */
export function Decision({ consultation }: { consultation: Whole }) {
  const { id: consultationId, version, number, items, minutes, mayPrint, mayDownload, approvedCount, levelCount } = consultation;
  const changed = useConsultationsChanged();
  const [isRefusing, setRefusing] = useState(false);
  const { form, refusal, isPending, props } = useOperationForm({
    operation: approve,
    toInput: (fields) => ({ mayPrint: false, mayDownload: false, ...fields, consultationId, version }),
    onDone: ({ state }) => {
      announce(state === 'granted' ? `已授权：${number}` : `已同意，等待下一级审批：${number}`);
      changed();
    },
  });
  useShortcut('mod+Enter', '同意', () => form.submit());
  return (
    <section className="block decision" aria-label="审批">
      <div className="block-head">
        <h2>审批</h2>
        <span className="muted">
          第 {approvedCount + 1} 级，共 {levelCount} 级
        </span>
      </div>
      <IssueList refusal={refusal} />
      <Form {...props} name="decision" initialValues={{ minutes, mayPrint, mayDownload, itemIds: items.map(({ id }) => id) }}>
        <Form.Item name="minutes" label="时长（分钟）" required>
          <InputNumber min={5} max={minutes} precision={0} />
        </Form.Item>
        {mayPrint ? (
          <Form.Item name="mayPrint" valuePropName="checked">
            <Checkbox>允许打印</Checkbox>
          </Form.Item>
        ) : null}
        {mayDownload ? (
          <Form.Item name="mayDownload" valuePropName="checked">
            <Checkbox>允许下载</Checkbox>
          </Form.Item>
        ) : null}
        <Form.Item name="itemIds" label="授权的材料" required>
          <ItemChoice items={items} />
        </Form.Item>
        <Form.Item name="note" label="审批意见">
          <Input maxLength={200} />
        </Form.Item>
        <div className="row-actions">
          <Button type="primary" htmlType="submit" loading={isPending}>
            同意
          </Button>
          <Button danger onClick={() => setRefusing(true)}>
            拒绝
          </Button>
        </div>
      </Form>
      {isRefusing ? (
        <ReasonDialog
          {...{ title: '拒绝查阅申请', verb: '拒绝', isDangerous: true, operation: refuse, input: { consultationId, version } }}
          onDone={() => {
            announce(`已拒绝：${number}`);
            setRefusing(false);
            changed();
          }}
          close={() => setRefusing(false)}
        >
          申请人会看到这个理由。
        </ReasonDialog>
      ) : null}
    </section>
  );
}
