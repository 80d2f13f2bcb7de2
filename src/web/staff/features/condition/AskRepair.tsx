import { Form, Input } from 'antd';
import { askRepair } from '../../../../modules/condition/contract.ts';
import { announce } from '../../parts/announce.ts';
import { ReasonDialog } from '../../parts/ReasonDialog.tsx';
import { type Inspection, useConditionChanged } from './useCondition.ts';

/** 送修: a ticket for the volume; it then goes out and comes back like any other. */
export function AskRepair({ inspection, close }: { inspection: Inspection; close: () => void }) {
  const changed = useConditionChanged();
  return (
    <ReasonDialog
      {...{ title: `开修复单：${inspection.barcode}`, verb: '开修复单', operation: askRepair, input: { inspectionId: inspection.id } }}
      reasonLabel="修复要求"
      firstField="takerUnit"
      fields={
        <>
          <Form.Item name="takerUnit" label="修复单位" required>
            <Input maxLength={80} />
          </Form.Item>
          <Form.Item name="taker" label="经手人" required>
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item name="dueOn" label="应还日期" extra="不填按借阅期限">
            <Input type="date" />
          </Form.Item>
        </>
      }
      onDone={({ dueOn }) => {
        changed();
        announce(`已开修复单，应还 ${dueOn}；由另一人出库`);
        close();
      }}
      close={close}
    />
  );
}
