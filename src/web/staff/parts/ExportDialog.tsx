import { useMutation } from '@tanstack/react-query';
import { Form, type FormInstance, Input, Modal } from 'antd';
import type { Operation } from '../../../core/operation.ts';
import { dayOf } from '../../../core/time.ts';
import { exportList } from '../../../modules/lists/contract.ts';
import { callForNotedFile } from '../../call.ts';
import { announce } from './announce.ts';
import { IssueList, refusalOf } from './IssueList.tsx';

type Props = { operation: Operation; input: object; columns: readonly string[]; note?: string | undefined; close: () => void };

/** Asks what the workbook is for, and saves it. */
export function ExportDialog({ operation, input, columns, note, close }: Props) {
  const [form]: [FormInstance<{ purpose: string }>] = Form.useForm<{ purpose: string }>();
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: ({ purpose }: { purpose: string }) =>
      callForNotedFile(exportList, { list: operation.name, input: { ...input }, columns: [...columns], purpose }),
    onSuccess: (saved) => {
      save(saved.file, `${operation.title}-${dayOf(new Date())}.xlsx`);
      if (saved.note !== undefined) return; // to be read before the dialog goes
      announce('已导出');
      close();
    },
  });
  return (
    <Modal
      {...{ open: true, title: `导出${operation.title}`, okText: '导出', onOk: form.submit, onCancel: close, width: 480 }}
      okButtonProps={{ loading: isPending }}
      afterOpenChange={(isOpen) => isOpen && form.focusField('purpose')}
    >
      <p className="explain dialog-words">
        按当前筛选导出全部各页，列与屏幕上显示的一致，证件号码仍为掩码。导出人、用途和行数记入操作日志。{note}
      </p>
      {data?.note ? (
        <p className="explain dialog-words tag-amber" role="alert">
          已保存，但{data.note}。
        </p>
      ) : null}
      <IssueList refusal={error ? refusalOf(error, true) : undefined} />
      <Form form={form} layout="vertical" name="export" autoComplete="off" onFinish={mutate}>
        <Form.Item name="purpose" label="用途" rules={[{ required: true, min: 2, whitespace: true, message: '请写明用途，至少两个字' }]}>
          <Input maxLength={80} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function save(file: Blob, name: string) {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(file), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
