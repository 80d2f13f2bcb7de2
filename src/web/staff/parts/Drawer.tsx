import { type ReactNode, useLayoutEffect, useRef } from 'react';

/** A panel over the right side of the page, for what stands behind something on it. Escape and a click beside it close. */
export function Drawer({ title, close, children }: { title: string; close: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
    <dialog
      ref={dialog}
      className="drawer"
      aria-label={title}
      onClose={() => dialog.current?.open || close()} // development opens, closes and opens again
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div className="drawer-body">
        <div className="drawer-head">
          <h2>{title}</h2>
          <button type="button" className="ghost-button" onClick={close}>
            关闭 <kbd>Esc</kbd>
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
