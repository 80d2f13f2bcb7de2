import { type ReactNode, useLayoutEffect, useRef } from 'react';

/** A dialog over the page that Escape or a click beside it closes; the browser keeps the focus inside and gives it back. */
export function Overlay({ label, close, children }: { label: string; close: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
    <dialog
      ref={dialog}
      className="overlay"
      aria-label={label}
      onClose={() => dialog.current?.open || close()} // development opens, closes and opens again
      onClick={(event) => event.target === dialog.current && close()}
    >
      {children}
    </dialog>
  );
}
