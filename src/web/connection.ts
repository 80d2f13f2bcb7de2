import { useSyncExternalStore } from 'react';

export type Connection = 'ok' | 'lost';

const listeners = new Set<() => void>();
let current: Connection = 'ok';
let isAsking = false;

/** Every call says here whether it got an answer. Once lost, the server is asked until it answers again. */
export function markConnection(next: Connection): void {
  if (current !== next) {
    current = next;
    for (const listener of listeners) listener();
  }
  if (next === 'lost' && !isAsking) void askUntilAnswered();
}

/** Whether the server can be reached, as of the last call. */
export const useConnection = (): Connection => useSyncExternalStore(subscribe, () => current);

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 8000;

async function askUntilAnswered() {
  isAsking = true;
  for (let waitMs = FIRST_WAIT_MS; current === 'lost'; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    await new Promise((resolve) => {
      setTimeout(resolve, waitMs);
      addEventListener('online', resolve, { once: true }); // the cable is back: no need to wait
    });
    const isBack = await fetch('/api/health').then(
      (response) => response.ok,
      () => false,
    );
    if (isBack) markConnection('ok');
  }
  isAsking = false;
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
