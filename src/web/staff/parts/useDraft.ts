import { useEffect, useMemo } from 'react';
import { useSession } from '../session.ts';

/** Fields of a form, without any secret. */
type Draft = Record<string, unknown>;

/**
 * Keeps what is typed but not sent, per user and form, so that it survives a reload. `initial` is what was kept; call `keep` at every
 * change and `forget` once it is sent. Never give it a password.
 */
export function useDraft(form: string): { initial: Draft; keep: (fields: Draft) => void; forget: () => void } {
  const { userId } = useSession();
  const key = `lantai.draft.${userId}.${form}`;
  const initial = useMemo(() => read(key), [key]);
  const { keep, forget, flush } = useMemo(() => keeper(key), [key]);
  useEffect(() => flush, [flush]);
  return { initial, keep, forget };
}

const WAIT_MS = 250;

/** Writes at most every quarter of a second, and at once when the page goes. */
function keeper(key: string) {
  const state: { timer?: ReturnType<typeof setTimeout> | undefined; fields?: Draft | undefined } = {};
  const flush = () => {
    clearTimeout(state.timer);
    if (state.fields) localStorage.setItem(key, JSON.stringify(state.fields));
    state.fields = undefined;
  };
  addEventListener('pagehide', flush);
  return {
    flush,
    keep: (fields: Draft) => {
      state.fields = fields;
      clearTimeout(state.timer);
      state.timer = setTimeout(flush, WAIT_MS);
    },
    forget: () => {
      clearTimeout(state.timer);
      state.fields = undefined;
      localStorage.removeItem(key);
    },
  };
}

function read(key: string): Draft {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Draft) : {};
  } catch {
    return {}; // written by another version
  }
}
