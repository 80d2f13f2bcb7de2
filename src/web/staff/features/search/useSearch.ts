import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { OutputOf } from '../../../../core/operation.ts';
import { find } from '../../../../modules/search/contract.ts';
import { call } from '../../../call.ts';

export type Answer = OutputOf<typeof find>;
export type SearchHit = Answer['groups'][number]['hits'][number];

const KEPT = 'lantai.search.text';
const WAIT_MS = 200;

const questionOf = (text: string) => ({ queryKey: [find.name, text], queryFn: () => call(find, { text, limit: 20 }), staleTime: 5000 });

/**
 * What stands in the box and what was found for it. The text is kept for this tab, so that the way back from a dossier leads to the same
 * hits, and is in no address. Asks when typing rests, since every question goes into the audit log.
 */
export function useSearch() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [text, setText] = useState(() => sessionStorage.getItem(KEPT) ?? '');
  const [asked, setAsked] = useState(text.trim());
  const { data, error, isFetching } = useQuery({ ...questionOf(asked), enabled: asked !== '', placeholderData: (before) => before });

  const ask = (typed: string) => {
    clearTimeout(timer.current);
    sessionStorage.setItem(KEPT, typed.trim());
    setAsked(typed.trim());
  };
  const type = (typed: string) => {
    setText(typed);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => ask(typed), typed.trim() === '' ? 0 : WAIT_MS);
  };
  /** A scanner's Enter comes before the list has followed. */
  const askNow = async (typed: string): Promise<Answer | undefined> => {
    ask(typed);
    return typed.trim() === '' ? undefined : queries.fetchQuery(questionOf(typed.trim())).catch(() => undefined); // the query shows the error
  };
  const open = (answer: Answer | undefined, at: number) => {
    const hits = answer?.groups.flatMap((group) => group.hits) ?? [];
    const hit = hits[at] ?? hits[0];
    if (hit) void navigate({ to: '/dossiers/$dossierId', params: { dossierId: hit.dossierId } as never });
  };
  return { text, type, answer: asked === '' ? undefined : data, error, isAsking: isFetching, askNow, open };
}
