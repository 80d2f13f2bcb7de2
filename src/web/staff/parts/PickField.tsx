import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useState } from 'react';

export type Choice = { id: string; name: string; note: string };
type Props = {
  label: string;
  hint: string;
  /** What a text means; `name` is the key of the cache. */
  source: { name: string; find: (text: string) => Promise<Choice[]> };
  /** What is chosen when the form opens. */
  initial?: Choice | undefined;
  /** What to do where nothing is found. */
  none?: string;
  onText?: (text: string) => void;
  /** Beside the field. */
  children?: ReactNode;
  id?: string;
  value?: string;
  onChange?: (id: string | undefined) => void;
};

/** Finds one thing by a part of its name; arrow keys and Enter choose. For a Form.Item, which gives `id`, `value` and `onChange`. */
export function PickField({ label, hint, source, initial, none = '', onText, children, id, value, onChange, ...aria }: Props) {
  const [text, setText] = useState(initial?.name ?? '');
  const [chosen, setChosen] = useState(initial);
  const [at, setAt] = useState(0);
  const isSearching = text !== '' && (!value || text !== chosen?.name);
  const { data } = useQuery({
    queryKey: [source.name, 'pick', text],
    queryFn: () => source.find(text),
    enabled: isSearching,
    placeholderData: (before) => before,
  });
  const found = isSearching ? (data ?? []) : [];
  const choose = (choice: Choice) => {
    setChosen(choice);
    setText(choice.name);
    onChange?.(choice.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const marked = found[at] ?? found[0];
    if (step !== undefined && found.length > 0) setAt((at + step + found.length) % found.length);
    else if (event.key === 'Enter' && marked && !event.nativeEvent.isComposing) choose(marked);
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
        aria-controls={`${id}-found`}
        aria-autocomplete="list"
        placeholder={hint}
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          onText?.(event.target.value);
          setAt(0);
          if (value) onChange?.(undefined);
        }}
        onKeyDown={onKeyDown}
      />
      {children}
      <div id={`${id}-found`} role="listbox" aria-label={label} className={found.length > 0 ? 'depositor-list' : 'unseen'}>
        {found.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: keys go to the combobox
          <div key={choice.id} role="option" aria-selected={index === at} className="find-hit" onClick={() => choose(choice)}>
            <span>{choice.name}</span>
            <span className="muted">{choice.note}</span>
          </div>
        ))}
      </div>
      {isSearching && data && found.length === 0 ? (
        <div className="muted small">
          没有找到“{text}”{none ? `；${none}` : ''}。
        </div>
      ) : null}
    </div>
  );
}
