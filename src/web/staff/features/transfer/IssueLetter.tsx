import { Form, Input } from 'antd';
import { inReasons } from '../../../../core/codes/tables.ts';
import { issueLetter, printLetters } from '../../../../modules/transfer/contract.ts';
import { letterKinds } from '../../../../modules/transfer/rules.ts';
import { announce } from '../../parts/announce.ts';
import { ChoiceField } from '../../parts/ChoiceField.tsx';
import { CodeSelect } from '../../parts/CodeSelect.tsx';
import { PickField } from '../../parts/PickField.tsx';
import { ReasonDialog } from '../../parts/ReasonDialog.tsx';
import { openPaper } from './open-paper.ts';
import { receiverSource } from './sources.ts';
import { useTransfersChanged } from './useTransfers.ts';

/** 开具调档函, and opens it to be printed. */
export function IssueLetter({ close }: { close: () => void }) {
  const changed = useTransfersChanged();
  return (
    <ReasonDialog
      {...{ title: '开具调档函', verb: '开具并打印', operation: issueLetter, input: {}, width: 600, close }}
      {...{ reasonLabel: '对提示的说明', isReasonNeeded: false, firstField: 'personName', initial: { letterKind: 'move' } }}
      fields={
        <div className="form-grid">
          <Form.Item name="letterKind" label="函种" required className="span-12">
            <ChoiceField label="函种" choices={letterKinds} />
          </Form.Item>
          <Form.Item name="personName" label="姓名" required className="span-5">
            <Input maxLength={60} />
          </Form.Item>
          <Form.Item name="idNumber" label="公民身份号码" required className="span-7">
            <Input maxLength={30} spellCheck={false} />
          </Form.Item>
          <Form.Item name="receiverId" label="原存档单位" required className="span-7">
            <PickField label="原存档单位" hint="名称开头；没有的先到收件单位登记" source={receiverSource} />
          </Form.Item>
          <Form.Item name="inReason" label="转入原因" required className="span-5">
            <CodeSelect table={inReasons} none="" />
          </Form.Item>
        </div>
      }
      onDone={({ letterId, letterNumber, expiresOn }) => {
        changed();
        announce(`已开具 ${letterNumber}，有效期至 ${expiresOn}`);
        openPaper(printLetters, 'letterIds', [letterId]);
        close();
      }}
    />
  );
}
