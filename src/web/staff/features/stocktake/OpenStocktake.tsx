import { useNavigate } from '@tanstack/react-router';
import { Form, Input, Modal } from 'antd';
import { openStocktake } from '../../../../modules/stocktake/contract.ts';
import { announce } from '../../parts/announce.ts';
import { ChoiceField } from '../../parts/ChoiceField.tsx';
import { CodeSelect } from '../../parts/CodeSelect.tsx';
import { IssueList } from '../../parts/IssueList.tsx';
import { type Fields, useOperationForm } from '../../parts/useOperationForm.ts';
import { useRooms } from '../stackroom/useRooms.ts';

const kinds = { usual: '日常盘点', first: '首次盘点' } as const;
const numbers = ['zone', 'firstRack', 'lastRack'];

const toInput = ({ kind, ...fields }: Fields): Fields => ({
  ...Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, numbers.includes(name) && String(value ?? '').trim() ? Number(value) : value]),
  ),
  isFirst: kind === 'first',
});

/** 开始盘点: the range, and whether what stands is to be taken over. */
export function OpenStocktake({ close }: { close: () => void }) {
  const navigate = useNavigate();
  const { data } = useRooms();
  const { form, refusal, isPending, props } = useOperationForm({
    operation: openStocktake,
    toInput,
    onDone: ({ stocktakeId, shelfCount, volumeCount }) => {
      announce(`开始盘点：${shelfCount} 层，账面 ${volumeCount} 卷`);
      void navigate({ href: `/stackroom/stocktakes/${stocktakeId}` });
    },
  });
  const rooms = Object.fromEntries((data?.rooms ?? []).map(({ id, code, name }) => [id, `${code} ${name}`]));
  return (
    <Modal
      {...{ open: true, title: '开始盘点', okText: '开始盘点', onOk: form.submit, onCancel: close, width: 520 }}
      okButtonProps={{ loading: isPending }}
      afterOpenChange={(isOpen) => isOpen && form.focusField('name')}
    >
      <IssueList refusal={refusal} />
      <Form {...props} name="open-stocktake" initialValues={{ kind: 'usual' }}>
        <Form.Item name="name" label="名称" required extra="如“2026 年上半年盘点”">
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="roomId" label="库房" required>
          <CodeSelect table={rooms} none="请选择" />
        </Form.Item>
        <div className="form-grid shelves-grid">
          <Form.Item name="zone" label="区号">
            <Input inputMode="numeric" maxLength={2} placeholder="整个库房" />
          </Form.Item>
          <Form.Item name="firstRack" label="起始架号">
            <Input inputMode="numeric" maxLength={2} placeholder="整区" />
          </Form.Item>
          <Form.Item name="lastRack" label="终止架号">
            <Input inputMode="numeric" maxLength={2} />
          </Form.Item>
        </div>
        <Form.Item name="kind" label="方式" extra="首次盘点：每盘完一层，错架的卷即按实物改正库位">
          <ChoiceField label="方式" choices={kinds} />
        </Form.Item>
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </Form>
    </Modal>
  );
}
