import { CheckOutlined } from '@ant-design/icons';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';

/** One line of a menu; `isChosen` makes it a choice among others. */
export type MenuItem = { title: string; detail?: string; isChosen?: boolean; run: () => void };

/** A button that opens a list of commands. Arrow keys walk, Escape and a click elsewhere close. */
export function MenuButton({
  label,
  note,
  groups,
  children,
}: {
  label: string;
  note?: string;
  groups: readonly (readonly MenuItem[])[];
  children: ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    root.current?.querySelector<HTMLElement>('[role^=menuitem]')?.focus();
    const onPointer = (event: PointerEvent) => !root.current?.contains(event.target as Node) && setOpen(false);
    document.addEventListener('pointerdown', onPointer);
    return () => document.removeEventListener('pointerdown', onPointer);
  }, [isOpen]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Tab') return setOpen(false);
    if (event.key === 'Escape') return close();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const items = [...(root.current?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    items[(at + step + items.length) % items.length]?.focus();
  };
  return (
    <div className="menu" ref={root}>
      <button
        ref={button}
        type="button"
        className="ghost-button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={label}
        onClick={() => setOpen(!isOpen)}
      >
        {children}
      </button>
      {isOpen ? (
        <div className="menu-list" role="menu" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown}>
          {note ? <div className="menu-note">{note}</div> : null}
          {groups.map((group, index) => (
            <Group key={group[0]?.title} items={group} isFirst={index === 0} close={close} />
          ))}
        </div>
      ) : null}
    </div>
  );
}

const Group = ({ items, isFirst, close }: { items: readonly MenuItem[]; isFirst: boolean; close: () => void }) => (
  <>
    {isFirst ? null : <hr />}
    {items.map(({ title, detail, isChosen, run }) => (
      <button
        key={title}
        type="button"
        role={isChosen === undefined ? 'menuitem' : 'menuitemradio'}
        {...(isChosen === undefined ? {} : { 'aria-checked': isChosen })}
        tabIndex={-1}
        onClick={() => {
          close();
          run();
        }}
      >
        <span>{title}</span>
        <span className="muted">{isChosen ? <CheckOutlined aria-hidden="true" /> : detail}</span>
      </button>
    ))}
  </>
);
