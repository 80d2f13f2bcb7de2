import { type ReactNode, useLayoutEffect, useRef } from 'react';

/** Lies below a box, or above it where there is no room below, and inside the window whatever scrolls. */
export function Popup({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const box = list.current?.parentElement?.querySelector('input');
    if (!list.current || !box) return;
    const { left, top, bottom, width } = box.getBoundingClientRect();
    const height = list.current.offsetHeight;
    const isAbove = bottom + height > innerHeight && top > height;
    list.current.style.left = `${left}px`;
    list.current.style.minWidth = `${width}px`;
    list.current.style.top = `${isAbove ? top - height - 2 : bottom + 2}px`;
  });
  return (
    <div ref={list} id={id} role="listbox" aria-label={label} className="grid-popup">
      {children}
    </div>
  );
}

type OptionProps = { id?: string | undefined; isChosen: boolean; onChoose: () => void; children: ReactNode };

/** One line of a popup. The box keeps the focus and handles the keys; pointing chooses at once. */
export const Option = ({ id, isChosen, onChoose, children }: OptionProps) => (
  <div
    id={id}
    role="option"
    tabIndex={-1}
    aria-selected={isChosen}
    onMouseDown={(event) => {
      event.preventDefault();
      onChoose();
    }}
  >
    {children}
  </div>
);
