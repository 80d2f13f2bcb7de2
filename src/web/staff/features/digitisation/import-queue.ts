import { useSyncExternalStore } from 'react';
import type { Profile } from '../../../../modules/digitisation/rules.ts';
import { type Refusal, refusalOf } from '../../parts/IssueList.tsx';
import { type Judged, sendPackage } from './send-package.ts';

/** One package on its way. `judging`: all bytes have gone, the server looks at them. */
export type Sending = { key: number; file: File; profile: Profile; sentBytes: number } & (
  | { state: 'waiting' | 'sending' | 'judging' | 'cancelled' }
  | { state: 'judged'; result: Judged }
  | { state: 'failed'; refusal: Refusal }
);

const listeners = new Set<() => void>();
const arrived = new Set<() => void>();
let queue: readonly Sending[] = [];
let running: { key: number; controller: AbortController } | undefined;
let lastKey = 0;

/** What was given to be sent since the pages were opened, in order. It goes on while other pages are looked at. */
export const useQueue = (): readonly Sending[] => useSyncExternalStore(subscribe, () => queue);

/** Tells when a package has been judged, so that lists can be asked for anew. */
export function onArrival(listener: () => void): () => void {
  arrived.add(listener);
  return () => arrived.delete(listener);
}

/** Sends files one after the other. */
export function enqueue(files: readonly File[], profile: Profile): void {
  const added = files.map((file) => {
    lastKey += 1;
    return { key: lastKey, file, profile, sentBytes: 0, state: 'waiting' as const };
  });
  set([...queue, ...added]);
  void run();
}

/** Stops one that is waiting or on its way; the server forgets what it got of it. */
export function cancel(key: number): void {
  change(key, { state: 'cancelled' });
  if (running?.key === key) running.controller.abort();
}

/** Sends one again that failed or was cancelled. */
export function retry(key: number): void {
  change(key, { state: 'waiting', sentBytes: 0 });
  void run();
}

/** Forgets those that are done. */
export function clearDone(): void {
  set(queue.filter(({ state }) => isOpen(state)));
}

export const isOpen = (state: Sending['state']): boolean => state === 'waiting' || state === 'sending' || state === 'judging';

async function run() {
  if (running) return;
  for (let next = waiting(); next; next = waiting()) {
    const { key, file, profile } = next;
    const controller = new AbortController();
    running = { key, controller };
    change(key, { state: 'sending' });
    const onSent = (sentBytes: number) => change(key, { sentBytes, state: sentBytes >= file.size ? 'judging' : 'sending' });
    try {
      change(key, { state: 'judged', result: await sendPackage(file, { fileName: file.name, profile }, onSent, controller.signal) });
    } catch (error) {
      if (!controller.signal.aborted) change(key, { state: 'failed', refusal: refusalOf(error, true) });
    }
    for (const listener of arrived) listener();
  }
  running = undefined;
}

const waiting = () => queue.find(({ state }) => state === 'waiting');

function change(key: number, part: object) {
  set(queue.map((each) => (each.key === key ? ({ ...each, ...part } as Sending) : each)));
}

function set(next: readonly Sending[]) {
  queue = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

addEventListener('beforeunload', (event) => {
  if (queue.some(({ state }) => isOpen(state))) event.preventDefault();
});
