import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal } from 'antd';
import { findDepositors, registerDepositor } from '../../../../modules/holdings/contract.ts';
import { checkDepositor } from '../../../../modules/holdings/rules.ts';
import { announce } from '../../parts/announce.ts';
import { IssueList } from '../../parts/IssueList.tsx';
import { type Fields, useOperationForm } from '../../parts/useOperationForm.ts';

type Props = { name: string; onCreated: (depositor: { id: string; name: string; uscc: string }) => void; close: () => void };

const codeOf = ({ uscc }: Fields): string =>
  String(uscc ?? '')
    .trim()
    .toUpperCase();

/** 单位立户: a unit that entrusts dossiers. */
export function CreateDepositor({ name, onCreated, close }: Props) {
  const queries = useQueryClient();
  const { form, refusal, isPending, props } = useOperationForm({
    operation: registerDepositor,
    check: (fields) => (codeOf(fields).length === 18 ? checkDepositor({ uscc: codeOf(fields) }) : []),
    onDone: ({ depositorId }, input) => {
      void queries.invalidateQueries({ queryKey: [findDepositors.name] });
      announce(`已立户：${input.name}`);
      onCreated({ id: depositorId, name: input.name, uscc: input.uscc });
      close();
    },
  });
  return (
    <Modal
      {...{ open: true, title: '单位立户', okText: '立户', onOk: form.submit, onCancel: close, width: 460 }}
      okButtonProps={{ loading: isPending }}
      afterOpenChange={(isOpen) => isOpen && form.focusField('name')}
    >
      <IssueList refusal={refusal} />
      <Form {...props} name="create-depositor" initialValues={{ name }}>
        <Form.Item name="name" label="单位名称" required>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="uscc" label="统一社会信用代码" required extra="18 位，照营业执照或法人证书填写">
          <Input maxLength={18} spellCheck={false} className="code" />
        </Form.Item>
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </Form>
    </Modal>
  );
}
