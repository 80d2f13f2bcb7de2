import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal } from 'antd';
import { createRoom, findRooms } from '../../../../modules/stackroom/contract.ts';
import { announce } from '../../parts/announce.ts';
import { IssueList } from '../../parts/IssueList.tsx';
import { useOperationForm } from '../../parts/useOperationForm.ts';

/** 建立库房: its number begins every address in it, and stays. */
export function CreateRoom({ onCreated, close }: { onCreated: (roomId: string) => void; close: () => void }) {
  const queries = useQueryClient();
  const { form, refusal, isPending, props } = useOperationForm({
    operation: createRoom,
    onDone: async ({ roomId }, { code }) => {
      await queries.invalidateQueries({ queryKey: [findRooms.name] });
      announce(`已建立库房 ${code}，请增加架位`);
      onCreated(roomId);
      close();
    },
  });
  return (
    <Modal
      {...{ open: true, title: '建立库房', okText: '建立库房', onOk: form.submit, onCancel: close, width: 440 }}
      okButtonProps={{ loading: isPending }}
      afterOpenChange={(isOpen) => isOpen && form.focusField('code')}
    >
      <IssueList refusal={refusal} />
      <Form {...props} name="create-room">
        <Form.Item name="code" label="库房编号" required extra="2 至 8 位大写字母或数字，如 KF01；是库位地址的第一段，建立后不改">
          <Input maxLength={8} spellCheck={false} className="code" />
        </Form.Item>
        <Form.Item name="name" label="名称" required>
          <Input maxLength={40} />
        </Form.Item>
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </Form>
    </Modal>
  );
}
