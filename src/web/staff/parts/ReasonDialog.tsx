import { Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import type { Operation, OutputOf } from '../../../core/operation.ts';
import { IssueList } from './IssueList.tsx';
import { type Fields, useOperationForm } from './useOperationForm.ts';

type Props<O extends Operation> = {
  title: string;
  /** The verb on the button: what will be done. */
  verb: string;
  isDangerous?: boolean;
  operation: O;
  /** All that the operation takes but the reason and the fields in `fields`. */
  input: Fields;
  /** Further fields, before the reason. */
  fields?: ReactNode;
  /** The first of `fields`. */
  firstField?: string;
  toInput?: (fields: Fields) => Fields;
  initial?: Fields;
  reasonLabel?: string;
  isReasonNeeded?: boolean;
  /** False where the fields say all. */
  isReasonAsked?: boolean;
  width?: number;
  /** True where no reason helps: the dialog only says why it cannot be done. */
  isBlocked?: boolean;
  onDone: (output: OutputOf<O>) => void;
  close: () => void;
  /** What will follow from it. */
  children?: ReactNode;
};

/** Asks for the reason of one operation, and sends it. Enter in the last field sends too. */
export function ReasonDialog<const O extends Operation>(props: Props<O>) {
  const { title, verb, isDangerous = false, operation, input, fields, toInput, initial, reasonLabel = '理由', onDone, close } = props;
  const {
    form,
    refusal,
    isPending,
    props: formProps,
  } = useOperationForm({
    operation,
    toInput: (given) => ({ ...(toInput?.(given) ?? given), ...input }),
    onDone,
  });
  return (
    <Modal
      {...{ open: true, title, okText: verb, onOk: form.submit, onCancel: close, width: props.width ?? 480 }}
      okButtonProps={{ danger: isDangerous, loading: isPending, disabled: props.isBlocked ?? false }}
      afterOpenChange={(isOpen) => isOpen && form.focusField(props.firstField ?? 'reason')}
    >
      {props.children ? <div className="explain dialog-words">{props.children}</div> : null}
      <IssueList refusal={refusal} />
      <Form {...formProps} name={`reason-${operation.name.replace('.', '-')}`} initialValues={initial ?? {}}>
        {fields}
        {props.isBlocked || props.isReasonAsked === false ? null : (
          <Form.Item name="reason" label={reasonLabel} required={props.isReasonNeeded ?? true}>
            <Input maxLength={200} />
          </Form.Item>
        )}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </Form>
    </Modal>
  );
}
