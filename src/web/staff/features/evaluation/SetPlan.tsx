import { Button, Form, Input } from 'antd';
import { useEffect } from 'react';
import { setPlan } from '../../../../modules/evaluation/contract.ts';
import type { Work } from '../../../../modules/evaluation/measures.ts';
import { checkPlan } from '../../../../modules/evaluation/rules.ts';
import { IssueList } from '../../parts/IssueList.tsx';
import { type Fields, useOperationForm } from '../../parts/useOperationForm.ts';

type Props = { year: number; work: Work; previous: number; onDone: (quantity: number) => void; close: () => void };

const textOf = (value: unknown): string => String(value ?? '').trim();

/** One plan, changed in its row. A plan that stands is changed for a reason. */
export function SetPlan({ year, work, previous, onDone, close }: Props) {
  const { form, refusal, isPending, props } = useOperationForm({
    operation: setPlan,
    toInput: ({ quantity, reason }: Fields) => ({ year, work, reason, ...(textOf(quantity) === '' ? {} : { quantity: Number(quantity) }) }),
    checkWhenSending: ({ quantity, reason }) =>
      textOf(quantity) === '' ? [] : checkPlan({ quantity: Number(quantity), reason: textOf(reason) }, previous),
    onDone: (_output, { quantity }) => onDone(quantity),
  });
  useEffect(() => form.getFieldInstance('quantity')?.select(), [form]);
  return (
    <Form
      {...props}
      name={`plan-${work}`}
      className="plan-form"
      initialValues={{ quantity: previous === 0 ? '' : String(previous) }}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <IssueList refusal={refusal} />
      <Form.Item name="quantity" label="计划数（件次）" required>
        <Input inputMode="numeric" maxLength={8} autoFocus />
      </Form.Item>
      <Form.Item name="reason" label="理由" required={previous > 0}>
        <Input maxLength={200} placeholder={previous > 0 ? '更改须写明理由' : '可写文号或会议'} />
      </Form.Item>
      <div className="plan-buttons">
        <Button type="primary" htmlType="submit" loading={isPending}>
          {previous > 0 ? '调整计划' : '编制计划'}
        </Button>
        <Button onClick={close}>取消</Button>
      </div>
    </Form>
  );
}
