import type { Refusal } from '../../platform/imaging/refusal.ts';

/** A decoder that died may have died of something else; a page is refused for it only when it happens again. */
export async function twice<T extends { ok: true }>(task: () => Promise<T | Refusal>): Promise<T | Refusal> {
  const first = await task();
  if (first.ok || !MAY_PASS.has(first.reason)) return first;
  const second = await task();
  if (!second.ok && second.reason === 'unwritable') throw new Error('the images made could not be written');
  return second;
}

const MAY_PASS: ReadonlySet<string> = new Set(['crashed', 'timeout', 'unwritable']);
