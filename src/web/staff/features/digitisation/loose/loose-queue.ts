import { useSyncExternalStore } from 'react';
import type { OutputOf } from '../../../../../core/operation.ts';
import type { Issue } from '../../../../../core/problem.ts';
import { receiveLoose } from '../../../../../modules/digitisation/contract.ts';
import type { Profile } from '../../../../../modules/digitisation/rules.ts';
import { CallError, call } from '../../../../call.ts';
import { refusalOf } from '../../../parts/IssueList.tsx';

type Received = OutputOf<typeof receiveLoose>;

/** What has become of the files given: counts, what is still to be sent, and what was said of the others. */
export type Intake = {
  total: number;
  done: number;
  taken: number;
  unchanged: number;
  refused: number;
  now: string | undefined;
  found: readonly { fileName: string; issues: readonly Issue[] }[];
};

const nothing: Intake = { total: 0, done: 0, taken: 0, unchanged: 0, refused: 0, now: undefined, found: [] };
const listeners = new Set<() => void>();
const arrived = new Set<() => void>();
let intake = nothing;
let waiting: { file: File; profile: Profile }[] = [];

/** The files given on this computer. They go on being sent while other pages are looked at. */
export const useIntake = (): Intake => useSyncExternalStore(subscribe, () => intake);

/** Tells when pages have come into the tray. */
export function onTaken(listener: () => void): () => void {
  arrived.add(listener);
  return () => arrived.delete(listener);
}

/** Sends files one after the other, in the order of their names as people count: 2 before 10. */
export function sendLoose(files: readonly File[], profile: Profile): void {
  const ordered = files.toSorted((a, b) => a.name.localeCompare(b.name, 'zh-CN', { numeric: true }));
  const isRunning = intake.now !== undefined;
  waiting.push(...ordered.map((file) => ({ file, profile })));
  set({ ...(isRunning ? intake : nothing), total: (isRunning ? intake.total : 0) + ordered.length });
  if (!isRunning) void run();
}

/** Stops after the file that is on its way; what has come stays. */
export function stopSending(): void {
  set({ ...intake, total: intake.total - waiting.length });
  waiting = [];
}

/** Forgets what was said. */
export function clearIntake(): void {
  if (intake.now === undefined) set(nothing);
}

async function run() {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { file, profile } = next;
    set({ ...intake, now: file.name });
    const { state, issues } = await send(file, profile);
    const found = issues.length > 0 ? [...intake.found, { fileName: file.name, issues }] : intake.found;
    set({ ...intake, done: intake.done + 1, [state]: intake[state] + 1, found });
    if (state === 'taken') for (const listener of arrived) listener();
  }
  set({ ...intake, now: undefined });
}

/** A file that could not be sent is refused like any other, and the next one is tried. */
async function send(file: File, profile: Profile): Promise<{ state: Received['state']; issues: readonly Issue[] }> {
  try {
    const { state, issues } = await call(
      receiveLoose,
      { fileName: file.name, profile },
      file.slice(0, file.size, 'application/octet-stream'),
    );
    return { state, issues: issues as Issue[] };
  } catch (error) {
    if (error instanceof CallError && error.issues.length > 0) return { state: 'refused', issues: error.issues };
    const { title, advice } = refusalOf(error, true);
    return { state: 'refused', issues: [{ path: file.name, message: `“${file.name}”没有收到：${title}。${advice}` }] };
  }
}

function set(next: Intake) {
  intake = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

addEventListener('beforeunload', (event) => {
  if (intake.now !== undefined) event.preventDefault();
});
