import { useEffectEvent, useLayoutEffect, useSyncExternalStore } from 'react';

/** `n`, `?`, `[`, `mod+k` (Ctrl or ⌘), `alt+n`, or a sequence of two: `g p`. */
export type Shortcut = { keys: string; title: string; isEverywhere: boolean };
type Active = Shortcut & { run: () => void };

const active = new Set<Active>();
const listeners = new Set<() => void>();
let snapshot: readonly Shortcut[] = [];
let previous = { key: '', at: 0 };
const SEQUENCE_MS = 1200;

/**
 * Binds a key while the component is shown, and lists it under `?`. Single keys rest while a text field has the focus or a dialog is
 * open; those with `mod` or `alt` do not rest in a text field, and Escape leaves it.
 */
export function useShortcut(keys: string, title: string, run: () => void, isEverywhere = false): void {
  const runNow = useEffectEvent(run);
  // with the page's first paint, not after it: who types fast loses no key
  useLayoutEffect(() => {
    const shortcut = { keys, title, isEverywhere, run: () => runNow() };
    active.add(shortcut);
    tell();
    return () => {
      active.delete(shortcut);
      tell();
    };
  }, [keys, title, isEverywhere]);
}

/** What works on the page as it stands now, for the list under `?`. */
export const useShortcuts = (): readonly Shortcut[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => snapshot,
  );

/** True while keys are text: a field has the focus. */
export const isTyping = (): boolean => {
  const element = document.activeElement;
  if (element instanceof HTMLInputElement) return !['radio', 'checkbox', 'button', 'submit', 'file'].includes(element.type);
  return element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;
};

/** True while a dialog covers the page: its keys are its own. */
export const isCovered = (): boolean => document.querySelector('dialog[open], [role=dialog][aria-modal=true]') !== null;

window.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.isComposing || isCovered()) return;
  const pressed = nameOf(event);
  if (isTyping() && pressed === 'Escape') return (document.activeElement as HTMLElement).blur();
  if (isTyping() && !/^(mod|alt)\+/.test(pressed)) return;
  if (isPressing(pressed)) return;
  const sequence = event.timeStamp - previous.at < SEQUENCE_MS ? `${previous.key} ${pressed}` : '';
  previous = { key: pressed, at: event.timeStamp };
  const found = [...active].findLast(({ keys }) => keys === sequence) ?? [...active].findLast(({ keys }) => keys === pressed);
  if (!found) return;
  event.preventDefault();
  found.run();
});

/** Space and Enter on a button or link that has the focus press it, whatever else they do on the page. */
const isPressing = (pressed: string): boolean =>
  (pressed === ' ' || pressed === 'Enter') && Boolean(document.activeElement?.closest('button, a, summary, label'));

function nameOf({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): string {
  const prefix = ctrlKey || metaKey ? 'mod+' : altKey ? 'alt+' : '';
  return prefix + (key.length === 1 ? key.toLowerCase() : key);
}

function tell() {
  snapshot = [...active].map(({ keys, title, isEverywhere }) => ({ keys, title, isEverywhere }));
  for (const listener of listeners) listener();
}
