import { Form, Input } from 'antd';
import type { Operation } from '../../../../core/operation.ts';
import { editReceiver, registerReceiver, verifyReceiver } from '../../../../modules/transfer/contract.ts';
import { announce } from '../../parts/announce.ts';
import { ReasonDialog } from '../../parts/ReasonDialog.tsx';
import { type Receiver, useTransfersChanged } from './useTransfers.ts';

type Props = { receiver?: Receiver | undefined; close: () => void };

/** A receiver new or changed. */
export function ReceiverDialog({ receiver, close }: Props) {
  const changed = useTransfersChanged();
  const operation: Operation = receiver ? editReceiver : registerReceiver;
  const given = Object.fromEntries(Object.entries(receiver ?? {}).map(([field, value]) => [field, value ?? undefined]));
  return (
    <ReasonDialog
      {...{ title: receiver ? '修改收件单位' : '登记收件单位', verb: receiver ? '保存' : '登记', operation, isReasonAsked: false, close }}
      input={receiver ? { receiverId: receiver.id, version: receiver.version } : {}}
      {...{ firstField: 'name', initial: given, width: 600 }}
      fields={
        <div className="form-grid">
          <Form.Item name="name" label="单位名称" required className="span-12">
            <Input maxLength={80} />
          </Form.Item>
          <Form.Item name="address" label="地址" required className="span-9">
            <Input maxLength={120} />
          </Form.Item>
          <Form.Item name="postcode" label="邮编" className="span-3">
            <Input maxLength={6} inputMode="numeric" />
          </Form.Item>
          <Form.Item name="confidentialNo" label="机要地址或机要号" className="span-6">
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="phone" label="电话" className="span-6">
            <Input maxLength={30} />
          </Form.Item>
          <Form.Item name="uscc" label="统一社会信用代码" className="span-6">
            <Input maxLength={18} spellCheck={false} />
          </Form.Item>
        </div>
      }
      onDone={() => {
        changed();
        announce(receiver ? '已保存' : '已登记；核验后转出时不再提示');
        close();
      }}
    >
      {receiver?.verified ? '改动电话以外的内容后须重新核验。' : null}
    </ReasonDialog>
  );
}

/** 核验: who saw by what that it may keep dossiers. */
export function VerifyReceiver({ receiver, close }: { receiver: Receiver; close: () => void }) {
  const changed = useTransfersChanged();
  return (
    <ReasonDialog
      {...{ title: `核验：${receiver.name}`, verb: '核验', operation: verifyReceiver, isReasonAsked: false, firstField: 'evidence', close }}
      input={{ receiverId: receiver.id, version: receiver.version }}
      fields={
        <Form.Item name="evidence" label="核验依据" required extra="如主管部门公布的机构名录、来函与电话核对情况">
          <Input maxLength={200} />
        </Form.Item>
      }
      onDone={() => {
        changed();
        announce(`${receiver.name} 已核验`);
        close();
      }}
    />
  );
}
