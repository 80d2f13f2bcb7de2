import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { z } from 'zod';
import { inspectPages } from '../../../../modules/digitisation/contract.ts';
import { type Defect, defectNames } from '../../../../modules/digitisation/rules.ts';
import { call } from '../../../call.ts';
import { useDraft } from '../../parts/useDraft.ts';
import { type PlacedPage, useScansChanged } from './usePages.ts';

const verdict = z.object({ version: z.int(), verdict: z.enum(['pass', 'return']), defects: z.array(z.enum(defectNames)) });
const kept = z.object({ verdicts: z.array(z.tuple([z.uuid(), verdict])), at: z.string().optional() });

export type Verdict = z.output<typeof verdict>;
type Verdicts = ReadonlyMap<string, Verdict>;

/**
 * The verdicts of one inspector on one dossier until they are sent; the browser keeps them over a reload. A verdict on a page that has
 * been replaced or judged meanwhile does not count.
 */
export function useVerdicts(dossierId: string, pages: readonly PlacedPage[]) {
  const { initial, keep, forget } = useDraft(`inspection.${dossierId}`);
  const changed = useScansChanged();
  const [begun] = useState(() => kept.safeParse(initial).data);
  const [given, setGiven] = useState<Verdicts>(() => new Map(begun?.verdicts));
  /** As it is now, not as it was drawn: one key both gives a verdict and goes to the next page. */
  const now = useRef({ verdicts: given, at: begun?.at });
  const waiting = pages.filter(({ state }) => state === 'processed');
  const isStanding = (page: PlacedPage) => given.get(page.id)?.version === page.version;
  const judged = waiting.filter(isStanding);
  const write = (changes: { verdicts?: Verdicts; at?: string }) => {
    now.current = { ...now.current, ...changes };
    setGiven(now.current.verdicts);
    keep({ verdicts: [...now.current.verdicts], at: now.current.at });
  };
  const {
    mutate: send,
    isPending,
    error,
    data: outcome,
  } = useMutation({
    mutationFn: () =>
      call(inspectPages, {
        dossierId,
        verdicts: judged.flatMap(({ id }) => {
          const own = given.get(id);
          return own ? [{ pageId: id, ...own, defects: [...own.defects] }] : [];
        }),
      }),
    onSuccess: () => {
      write({ verdicts: new Map() });
      forget();
    },
    onSettled: changed,
  });
  return {
    ...{ waiting, judged, begunAt: begun?.at, send, isPending, error, outcome },
    verdictOf: (page: PlacedPage): Verdict | undefined => (isStanding(page) ? given.get(page.id) : undefined),
    /** Gives a verdict; it is the last one that `undo` takes back. */
    give: ({ id, version }: PlacedPage, word: 'pass' | 'return', defects: readonly Defect[] = []) => {
      const others = [...now.current.verdicts].filter(([known]) => known !== id);
      write({ verdicts: new Map([...others, [id, { version, verdict: word, defects: [...defects] }]]) });
    },
    /** Takes back the verdict on this page, or else the last one given; returns the page. */
    undo: (page: PlacedPage): PlacedPage | undefined => {
      const lastId = isStanding(page) ? page.id : [...given.keys()].at(-1);
      write({ verdicts: new Map([...given].filter(([known]) => known !== lastId)) });
      return pages.find(({ id }) => id === lastId);
    },
    /** Keeps which page is looked at, too. */
    keepPlace: ({ id }: PlacedPage) => write({ at: id }),
  };
}

export type VerdictBook = ReturnType<typeof useVerdicts>;
