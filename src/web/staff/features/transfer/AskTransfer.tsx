import { Form, Input } from 'antd';
import { outReasons } from '../../../../core/codes/tables.ts';
import { askTransfer } from '../../../../modules/transfer/contract.ts';
import { channels } from '../../../../modules/transfer/rules.ts';
import { announce } from '../../parts/announce.ts';
import { CodeSelect } from '../../parts/CodeSelect.tsx';
import { PickField } from '../../parts/PickField.tsx';
import { ReasonDialog } from '../../parts/ReasonDialog.tsx';
import { dossierSource, receiverSource } from './sources.ts';
import { choiceIn, useCodedDossier } from './useCodedDossier.ts';
import { useTransfersChanged } from './useTransfers.ts';

const channelNames = Object.fromEntries(Object.entries(channels).map(([channel, { zh }]) => [channel, zh]));

/** 申请转出: on the receiver's letter. `code`: reference code of the dossier that it was opened from. */
export function AskTransfer({ code, close }: { code?: string | undefined; close: () => void }) {
  const changed = useTransfersChanged();
  const dossier = useCodedDossier(code);
  if (dossier === 'loading') return null;
  return (
    <ReasonDialog
      {...{ title: '申请转出', verb: '提交审核', operation: askTransfer, input: {}, width: 640, close }}
      {...{ reasonLabel: '对提示的说明', isReasonNeeded: false, firstField: dossier ? 'receiverId' : 'dossierId' }}
      initial={{ channel: 'confidential-post', dossierId: dossier?.id }}
      fields={
        <div className="form-grid">
          <Form.Item name="dossierId" label="档案" required className="span-6">
            <PickField label="档案" hint="姓名、证件号、编号或扫描条码" source={dossierSource} initial={choiceIn(dossier)} />
          </Form.Item>
          <Form.Item name="receiverId" label="收件单位" required className="span-6">
            <PickField label="收件单位" hint="名称开头；没有的先到收件单位登记" source={receiverSource} />
          </Form.Item>
          <Form.Item name="letterNumber" label="对方调档函编号" required className="span-6">
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="letterOn" label="调档函日期" required className="span-6">
            <Input type="date" />
          </Form.Item>
          <Form.Item name="outReason" label="转出原因" required className="span-4">
            <CodeSelect table={outReasons} none="" />
          </Form.Item>
          <Form.Item name="channel" label="投递方式" required className="span-4">
            <CodeSelect table={channelNames} />
          </Form.Item>
          <Form.Item name="applicant" label="申请人" required className="span-4">
            <Input maxLength={40} />
          </Form.Item>
        </div>
      }
      onDone={({ dueOn, calendarGap }) => {
        changed();
        announce(`已提交审核，应于 ${dueOn} 前寄出${calendarGap ? `；${calendarGap}` : ''}`);
        close();
      }}
    />
  );
}
