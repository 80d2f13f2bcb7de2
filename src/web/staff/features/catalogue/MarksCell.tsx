import { type KeyboardEvent, useId, useState } from 'react';
import { type Mark, markNames, marks as table } from '../../../../modules/catalogue/rules/item.ts';
import { Option, Popup } from './Popup.tsx';

type Props = { label: string; marks: readonly Mark[]; onToggle: (mark: Mark) => void; onKey: (event: KeyboardEvent) => void };

const byLetter = new Map<string, Mark>(markNames.map((mark) => [table[mark].letter, mark]));

/** 标记, set and cleared by their letters, or by pointing; Backspace clears the last. */
export function MarksCell({ label, marks, onToggle, onKey }: Props) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const handleKey = (event: KeyboardEvent) => {
    const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey;
    const last = marks.at(-1);
    const mark = event.key === 'Backspace' ? last : byLetter.get(event.key.toUpperCase());
    if (!isPlain || !mark) return onKey(event);
    event.preventDefault();
    return onToggle(mark);
  };
  return (
    <>
      <input
        {...{ 'data-cell': 'marks', 'aria-label': label, className: 'cell', readOnly: true, 'aria-describedby': `${id}-list` }}
        value={marks.map((mark) => table[mark].zh).join('、')}
        title={marks.map((mark) => table[mark].zh).join('、')}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={handleKey}
      />
      {isOpen ? (
        <Popup id={`${id}-list`} label="标记">
          {markNames.map((mark) => (
            <Option key={mark} isChosen={marks.includes(mark)} onChoose={() => onToggle(mark)}>
              <span>
                {marks.includes(mark) ? '✓ ' : ''}
                {table[mark].zh}
              </span>
              <kbd>{table[mark].letter}</kbd>
            </Option>
          ))}
        </Popup>
      ) : null}
    </>
  );
}
