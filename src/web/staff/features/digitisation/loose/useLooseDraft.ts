import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { announce } from '../../../parts/announce.ts';
import { useDraft } from '../../../parts/useDraft.ts';
import { changeDraft, emptyDraft, keptLoose, type LooseChange, placedIds } from './loose-draft.ts';
import type { useTray } from './useTray.ts';

/** What was put where and not sent; kept by the browser. Pages that somebody else has assigned meanwhile leave it, and that is said. */
export function useLooseDraft({ pages, isWhole }: Pick<ReturnType<typeof useTray>, 'pages' | 'isWhole'>) {
  const { initial, keep, forget } = useDraft('loose');
  const [draft, setDraft] = useState(() => keptLoose(initial));
  const change = (wanted: LooseChange) => {
    const after = changeDraft(draft, wanted);
    setDraft(after);
    keep(after);
  };
  const clear = () => {
    setDraft(emptyDraft);
    forget();
  };
  const placed = useMemo(() => new Set(placedIds(draft)), [draft]);
  const dropGone = useEffectEvent(() => {
    const waiting = new Set(pages?.map(({ id }) => id));
    const gone = [...placed].filter((id) => !waiting.has(id));
    if (!isWhole || gone.length === 0) return;
    change({ kind: 'takeBack', pageIds: gone });
    announce(`${gone.length} 页已由他人分配或放弃，已从右边去掉`);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the tray has been asked for anew
  useEffect(() => dropGone(), [pages]);
  return { draft, placed, change, clear };
}
