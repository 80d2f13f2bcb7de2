import { useState } from 'react';
import { findDepositors } from '../../../../modules/holdings/contract.ts';
import { call } from '../../../call.ts';
import { type Choice, PickField } from '../../parts/PickField.tsx';
import { CreateDepositor } from './CreateDepositor.tsx';

type Props = { id?: string; value?: string; onChange?: (depositorId: string | undefined) => void };
type Depositor = { id: string; name: string; uscc: string };

const MOST = 8;
const choiceOf = ({ id, name, uscc }: Depositor): Choice => ({ id, name, note: uscc });

const source = {
  name: findDepositors.name,
  find: async (search: string) => {
    const { depositors } = await call(findDepositors, { search, limit: MOST });
    return depositors.filter(({ isClosed }) => !isClosed).map(choiceOf);
  },
};

/** Finds a depositing unit by a part of its name or the beginning of its code, or opens an account for a new one. */
export function DepositorField({ onChange, ...field }: Props) {
  const [text, setText] = useState('');
  const [created, setCreated] = useState<Choice>();
  const [isCreating, setCreating] = useState(false);
  const enter = (depositor: Depositor) => {
    setCreated(choiceOf(depositor));
    onChange?.(depositor.id);
  };
  return (
    <PickField
      key={created?.id ?? ''}
      {...{ ...field, label: '委托存档单位', hint: '输入单位名称或统一社会信用代码', source, initial: created, none: '新单位请先立户' }}
      onText={setText}
      {...(onChange ? { onChange } : {})}
    >
      <button type="button" className="plain-button" onClick={() => setCreating(true)}>
        单位立户
      </button>
      {isCreating ? <CreateDepositor name={text} onCreated={enter} close={() => setCreating(false)} /> : null}
    </PickField>
  );
}
