import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
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
  const [at, setAt] = useState(begun?.at);
  const waiting = pages.filter(({ state }) => state === 'processed');
  const isStanding = (page: PlacedPage) => given.get(page.id)?.version === page.version;
  const judged = waiting.filter(isStanding);
  const write = (verdicts: Verdicts) => {
    setGiven(verdicts);
    keep({ verdicts: [...verdicts], at });
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
      setGiven(new Map());
      forget();
    },
    onSettled: changed,
  });
  return {
    ...{ waiting, judged, begunAt: begun?.at, send, isPending, error, outcome },
    verdictOf: (page: PlacedPage): Verdict | undefined => (isStanding(page) ? given.get(page.id) : undefined),
    /** Gives a verdict; it is the last one that `undo` takes back. */
    give: ({ id, version }: PlacedPage, word: 'pass' | 'return', defects: readonly Defect[] = []) => {
      const others = [...given].filter(([known]) => known !== id);
      write(new Map([...others, [id, { version, verdict: word, defects: [...defects] }]]));
    },
    /** Takes back the verdict on this page, or else the last one given; returns the page. */
    undo: (page: PlacedPage): PlacedPage | undefined => {
      const lastId = isStanding(page) ? page.id : [...given.keys()].at(-1);
      write(new Map([...given].filter(([known]) => known !== lastId)));
      return pages.find(({ id }) => id === lastId);
    },
    /** Keeps which page is looked at, too. */
    keepPlace: ({ id }: PlacedPage) => {
      setAt(id);
      keep({ verdicts: [...given], at: id });
    },
  };
}

export type VerdictBook = ReturnType<typeof useVerdicts>;
