import { useMutation } from '@tanstack/react-query';
import { Modal } from 'antd';
import type { ReactNode } from 'react';
import type { InputOf, Operation, OutputOf } from '../../../core/operation.ts';
import { call } from '../../call.ts';
import { IssueList, refusalOf } from './IssueList.tsx';

type Props<O extends Operation> = {
  title: string;
  /** The verb on the button: what will be done, never 确定. */
  verb: string;
  isDangerous?: boolean;
  operation: O;
  input: InputOf<O>;
  onDone: (output: OutputOf<O>) => void;
  close: () => void;
  children: ReactNode;
};

/** Asks before one operation that takes no more than it is given; says what will follow from it. */
export function ConfirmDialog<const O extends Operation>({
  title,
  verb,
  isDangerous = false,
  operation,
  input,
  onDone,
  close,
  children,
}: Props<O>) {
  const { mutate, isPending, error } = useMutation({ mutationFn: () => call(operation, input), onSuccess: onDone });
  return (
    <Modal
      open
      title={title}
      okText={verb}
      okButtonProps={{ danger: isDangerous, autoFocus: true, loading: isPending }}
      onOk={() => mutate()}
      onCancel={close}
      width={440}
    >
      <IssueList refusal={error ? refusalOf(error, true) : undefined} />
      <p>{children}</p>
    </Modal>
  );
}
