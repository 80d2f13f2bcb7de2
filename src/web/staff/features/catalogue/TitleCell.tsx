import { type KeyboardEvent, useId, useState } from 'react';
import { suggestTitles } from '../../../../modules/catalogue/rules/lexicon.ts';
import type { Scheme } from '../../../../modules/packages/categories.ts';
import { Option, Popup } from './Popup.tsx';

type Suggestion = { title: string; categoryCode: string };
type Props = {
  label: string;
  title: string;
  categoryCode: string;
  scheme: Scheme;
  isWrong: boolean;
  onType: (title: string) => void;
  /** A title from the list: it brings its category. */
  onChoose: (chosen: Suggestion) => void;
  onKey: (event: KeyboardEvent) => void;
};

/** 材料名称, with the usual titles offered while typing: arrows choose, Enter takes, Escape puts them away. */
export function TitleCell({ label, title, categoryCode, scheme, isWrong, onType, onChoose, onKey }: Props) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const found = isOpen ? suggestTitles(title, scheme, categoryCode) : [];
  const offered = found.length === 1 && found[0]?.title === title ? [] : found;
  const close = () => {
    setOpen(false);
    setAt(-1);
  };
  const take = (suggestion: Suggestion) => {
    onChoose(suggestion);
    close();
  };
  const chosen = offered[at];
  const actionOf = (key: string): (() => void) | undefined => {
    if (key === 'ArrowDown') return () => setAt((before) => (before + 1) % offered.length);
    if (key === 'ArrowUp') return () => setAt((before) => (before <= 0 ? offered.length : before) - 1);
    if (key === 'Escape') return close;
    return key === 'Enter' && chosen ? () => take(chosen) : undefined;
  };
  const handleKey = (event: KeyboardEvent) => {
    const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.nativeEvent.isComposing;
    const run = offered.length > 0 && isPlain ? actionOf(event.key) : undefined;
    if (!run) return onKey(event);
    event.preventDefault();
    event.stopPropagation();
    return run();
  };
  return (
    <>
      <input
        {...{ 'data-cell': 'title', 'aria-label': label, className: isWrong ? 'cell wrong' : 'cell', value: title, maxLength: 200 }}
        {...{ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': offered.length > 0, 'aria-controls': `${id}-list` }}
        {...(at >= 0 ? { 'aria-activedescendant': `${id}-${at}` } : {})}
        autoComplete="off"
        onChange={(event) => {
          onType(event.target.value);
          setOpen(true);
          setAt(-1);
        }}
        onFocus={() => setOpen(title === '')}
        onBlur={close}
        onKeyDown={handleKey}
      />
      {offered.length > 0 ? (
        <Popup id={`${id}-list`} label="常用材料名称">
          {offered.map((each, place) => (
            <Option
              key={`${each.title} ${each.categoryCode}`}
              {...{ id: `${id}-${place}`, isChosen: place === at, onChoose: () => take(each) }}
            >
              <span>{each.title}</span>
              <span className="muted">{each.categoryCode}</span>
            </Option>
          ))}
        </Popup>
      ) : null}
    </>
  );
}
