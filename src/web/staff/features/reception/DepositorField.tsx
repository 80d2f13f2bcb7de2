import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { findDepositors } from '../../../../modules/holdings/contract.ts';
import { call } from '../../../call.ts';
import { CreateDepositor } from './CreateDepositor.tsx';

type Props = { id?: string; value?: string; onChange?: (depositorId: string | undefined) => void };
type Depositor = { id: string; name: string; uscc: string };

const MOST = 8;

/** Finds a depositing unit by a part of its name or the beginning of its code; arrow keys and Enter choose. */
export function DepositorField({ id, value, onChange, ...aria }: Props) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Depositor>();
  const [at, setAt] = useState(0);
  const [isCreating, setCreating] = useState(false);
  const isSearching = text !== '' && (!value || text !== chosen?.name);
  const { data } = useQuery({
    queryKey: [findDepositors.name, text],
    queryFn: () => call(findDepositors, { search: text, limit: MOST }),
    enabled: isSearching,
    placeholderData: (before) => before,
  });
  const found = isSearching ? (data?.depositors.filter(({ isClosed }) => !isClosed) ?? []) : [];
  const choose = (depositor: Depositor) => {
    setChosen(depositor);
    setText(depositor.name);
    onChange?.(depositor.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) setAt((at + step + found.length) % found.length);
    else if (event.key === 'Enter' && found.length > 0 && !event.nativeEvent.isComposing) choose(found[at] ?? (found[0] as Depositor));
    else return;
    event.preventDefault();
  };
  return (
    <div className="depositor">
      <input
        {...aria}
        id={id}
        className="field field-wide"
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls="depositors"
        aria-autocomplete="list"
        placeholder="输入单位名称或统一社会信用代码"
        autoComplete="off"
        value={value || isSearching ? text : ''}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
          if (value) onChange?.(undefined);
        }}
        onKeyDown={onKeyDown}
      />
      <button type="button" className="plain-button" onClick={() => setCreating(true)}>
        单位立户
      </button>
      <div id="depositors" role="listbox" aria-label="委托存档单位" className={found.length > 0 ? 'depositor-list' : 'unseen'}>
        {found.map((depositor, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: keys go to the combobox
          <div key={depositor.id} role="option" aria-selected={index === at} className="find-hit" onClick={() => choose(depositor)}>
            <span>{depositor.name}</span>
            <span className="muted code">{depositor.uscc}</span>
          </div>
        ))}
      </div>
      {isSearching && data && found.length === 0 ? <div className="muted small">没有找到“{text}”；新单位请先立户。</div> : null}
      {isCreating ? <CreateDepositor name={text} onCreated={choose} close={() => setCreating(false)} /> : null}
    </div>
  );
}
