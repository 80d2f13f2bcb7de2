import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { InputOf } from '../../../../core/operation.ts';
import { type saveDraft as Save, saveDraft } from '../../../../modules/catalogue/contract.ts';
import { CallError, call } from '../../../call.ts';
import { type Refusal, refusalOf } from '../../parts/IssueList.tsx';
import { useDraft } from '../../parts/useDraft.ts';
import type { SentItem } from './grid-rows.ts';

export type Written = { scheme: InputOf<typeof Save>['scheme']; items: SentItem[] };
export type SaveState = { state: 'saved' | 'unsaved' | 'saving' } | { state: 'conflict' | 'refused'; refusal: Refusal };

const WAIT_MS = 1000;
const AGAIN_MS = 4000;

/**
 * Saves what is written a second after it was, one save at a time, and again after a lost connection. What is not saved yet is kept in
 * the browser too, so that a reload loses nothing. After a conflict nothing is saved until `resolve` says on which version to go on.
 */
export function useAutosave(dossierId: string, written: Written, opened: { version: number; text: string }) {
  const { keep, forget } = useDraft(draftName(dossierId));
  const [shown, setShown] = useState<SaveState>({ state: 'saved' });
  const saved = useRef({ version: opened.version, text: opened.text });
  const running = useRef<Promise<boolean>>(undefined);
  const isStopped = shown.state === 'conflict';
  const text = JSON.stringify(written);
  const latest = useRef({ written, text });

  /** True when the server has all that is written now. */
  const save = async (): Promise<boolean> => {
    await running.current;
    if (saved.current.text === text) return true;
    if (isStopped) return false;
    setShown({ state: 'saving' });
    running.current = send();
    return running.current;
  };
  const send = async (): Promise<boolean> => {
    try {
      const { version } = await call(saveDraft, { dossierId, ...written, version: saved.current.version });
      saved.current = { version, text };
      // what was typed while this was on its way is not saved by it
      if (latest.current.text === text) forget();
      else keep({ ...latest.current.written, version });
      setShown({ state: latest.current.text === text ? 'saved' : 'unsaved' });
      return true;
    } catch (error) {
      const isConflict = error instanceof CallError && error.code === 'conflict';
      setShown({ state: isConflict ? 'conflict' : 'refused', refusal: refusalOf(error) });
      return false;
    }
  };
  const saveNow = useEffectEvent(() => void save());
  const markLatest = useEffectEvent(() => {
    latest.current = { written, text };
  });
  const keepNow = useEffectEvent(() => keep({ ...written, version: saved.current.version }));
  useEffect(() => {
    markLatest();
    if (saved.current.text === text) return undefined;
    keepNow();
    if (isStopped) return undefined;
    setShown((before) => (before.state === 'saved' ? { state: 'unsaved' } : before));
    const timer = setTimeout(saveNow, WAIT_MS);
    return () => clearTimeout(timer);
  }, [text, isStopped]);
  useEffect(() => {
    if (shown.state !== 'refused') return undefined;
    const timer = setTimeout(saveNow, AGAIN_MS);
    return () => clearTimeout(timer);
  }, [shown]);

  return {
    shown,
    save,
    versionNow: () => saved.current.version,
    /** Goes on over the version that another has saved; `theirs` is given where their text was taken over as it is. */
    resolve: (version: number, theirs?: string) => {
      saved.current = { version, text: theirs ?? '' };
      if (theirs !== undefined) forget();
      setShown({ state: theirs === undefined ? 'unsaved' : 'saved' });
    },
  };
}

/** Under which name the browser keeps what is not saved yet. */
export const draftName = (dossierId: string): string => `catalogue.${dossierId}`;
