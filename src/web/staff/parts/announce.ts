import { useSyncExternalStore } from 'react';

const SHOWN_MS = 5000;
const listeners = new Set<() => void>();
let current = '';
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says that something was done, at the foot of the window and to a screen reader, for five seconds. */
export function announce(text: string): void {
  clearTimeout(timer);
  set(text);
  timer = setTimeout(() => set(''), SHOWN_MS);
}

export const useAnnouncement = (): string =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );

function set(text: string) {
  current = text;
  for (const listener of listeners) listener();
}
