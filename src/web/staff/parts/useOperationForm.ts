import { useMutation } from '@tanstack/react-query';
import { Form } from 'antd';
import { useState } from 'react';
import type { InputOf, Operation, OutputOf } from '../../../core/operation.ts';
import type { Issue } from '../../../core/problem.ts';
import { issuesOf } from '../../../core/zod-messages.ts';
import { CallError, call } from '../../call.ts';
import { placeIssues, refreshIssues } from './field-issues.ts';
import { type Refusal, refusalOf } from './IssueList.tsx';

/** What the fields of a form hold, by name. */
export type Fields = Record<string, unknown>;

type Options<O extends Operation> = {
  operation: O;
  /** From what the fields hold to what the operation takes; an empty text field is left out anyway. */
  toInput?: (fields: Fields) => unknown;
  /** The module's own rules, run while typing and before sending: the same words as the server's. */
  check?: (fields: Fields) => readonly Issue[];
  /** What may be so while typing, but not when it is sent. */
  checkWhenSending?: (fields: Fields) => readonly Issue[];
  onChange?: (fields: Fields) => void;
  onDone: (output: OutputOf<O>, input: InputOf<O>) => void;
  /** After a refusal has been shown; the focus is on the first field that is wrong. */
  onRefused?: (issues: readonly Issue[]) => void;
};

/**
 * One antd form for one operation: the contract and the module's rules are asked before the server, and what any of the three says
 * stands beside its field. Give `props` to the Form; show `refusal` in an IssueList. `examine` says what is wrong without sending.
 */
export function useOperationForm<const O extends Operation>(options: Options<O>) {
  const { operation, toInput, check, checkWhenSending, onChange, onDone, onRefused } = options;
  const [form] = Form.useForm<Fields>();
  const [refusal, setRefusal] = useState<Refusal>();
  const { mutateAsync, isPending } = useMutation({ mutationFn: (input: InputOf<O>) => call(operation, input) });

  const refuse = (said: Refusal) => {
    const homeless = placeIssues(form, said.issues);
    const isElsewhere = said.issues.length > 0 && homeless.length === 0;
    setRefusal(isElsewhere ? undefined : { ...said, issues: homeless });
    onRefused?.(said.issues);
  };
  const parse = (fields: Fields) => operation.input.safeParse(filledIn(toInput?.(fields) ?? fields));
  const examine = (fields: Fields): Issue[] => {
    const parsed = parse(fields);
    return [...(parsed.success ? [] : issuesOf(parsed.error)), ...(check?.(fields) ?? []), ...(checkWhenSending?.(fields) ?? [])];
  };
  const submit = async (fields: Fields) => {
    if (isPending) return;
    setRefusal(undefined);
    const wrong = examine(fields).filter(({ severity }) => severity !== 'warning'); // the server asks for the reason of a warning
    const parsed = parse(fields);
    if (wrong.length > 0 || !parsed.success)
      return refuse({ title: '还不能提交', advice: '按每一项下面的提示改正后再提交', issues: wrong });
    const input = parsed.data as InputOf<O>;
    try {
      onDone(await mutateAsync(input), input);
    } catch (error) {
      if (!(error instanceof CallError && error.code === 'unauthenticated' && error.issues.length === 0)) refuse(refusalOf(error, true));
    }
  };
  const onValuesChange = (changed: Fields) => {
    const fields = form.getFieldsValue(true) as Fields;
    refreshIssues(form, pathsOf(changed), check?.(fields) ?? []);
    onChange?.(fields);
  };
  return {
    form,
    refusal,
    isPending,
    examine,
    submit,
    props: { form, onFinish: submit, onValuesChange, layout: 'vertical' as const, autoComplete: 'off' },
  };
}

/** `{ sysadmin: { password: 'x' } }` is `sysadmin.password`; the groups above it count as changed too. */
const pathsOf = (changed: Fields): string[] =>
  Object.entries(changed).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? [name, ...pathsOf(value as Fields).map((path) => `${name}.${path}`)]
      : [name],
  );

/** An empty field is a field that was not filled in. */
function filledIn(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const kept = Object.entries(value).filter(([, part]) => part !== undefined && part !== null && part !== '');
  return Object.fromEntries(kept.map(([name, part]) => [name, filledIn(part)]));
}
