import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { ColumnChoice } from './useColumnChoice.ts';

/** The button that opens the list's columns as check boxes. Escape, Tab out of it and a click elsewhere close. */
export function ColumnMenu({ choices, toggle, reset }: ColumnChoice) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    root.current?.querySelector<HTMLElement>('input:enabled')?.focus();
    const onPointer = (event: PointerEvent) => !root.current?.contains(event.target as Node) && setOpen(false);
    document.addEventListener('pointerdown', onPointer);
    return () => document.removeEventListener('pointerdown', onPointer);
  }, [isOpen]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    event.stopPropagation();
    setOpen(false);
    button.current?.focus();
  };
  const hiddenCount = choices.filter(({ isShown }) => !isShown).length;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears what its controls leave over
    <div
      className="menu"
      ref={root}
      onKeyDown={onKeyDown}
      onBlur={({ relatedTarget }) => relatedTarget && !root.current?.contains(relatedTarget) && setOpen(false)}
    >
      <button ref={button} type="button" className="plain-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {hiddenCount > 0 ? `列（隐藏 ${hiddenCount}）` : '列'}
      </button>
      {isOpen ? (
        <fieldset className="menu-list column-menu">
          <legend className="menu-note">显示哪些列（在本机记住）</legend>
          {choices.map(({ key, title, isShown, isFixed }) => (
            <label key={key}>
              <input type="checkbox" checked={isShown} disabled={isFixed} onChange={() => toggle(key)} />
              {title}
            </label>
          ))}
          <button type="button" className="plain-button" disabled={hiddenCount === 0} onClick={reset}>
            恢复全部列
          </button>
        </fieldset>
      ) : null}
    </div>
  );
}
