import { useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import type { OutputOf } from '../../../../core/operation.ts';
import { addScans } from '../../../../modules/stocktake/contract.ts';
import { ConnectionLost, call } from '../../../call.ts';
import { useDraft } from '../../parts/useDraft.ts';

type Scan = { barcode: string; isDamaged: boolean };
export type Said = OutputOf<typeof addScans>['scans'][number];
const AGAIN_MS = 3000;

/**
 * Scans of one level: kept on this device until the server has them, so that neither a reload nor a dead spot loses one. Those that
 * were not taken are sent again every three seconds; the same code twice changes nothing.
 */
export function useScans(stocktakeId: string, address: string, onSaid: (said: readonly Said[]) => void) {
  const { initial, keep, forget } = useDraft(`stocktake.${stocktakeId}.${address}`);
  const [unsent, setUnsent] = useState<readonly Scan[]>(() => (Array.isArray(initial['unsent']) ? (initial['unsent'] as Scan[]) : []));
  const put = (next: readonly Scan[]) => {
    setUnsent(next);
    if (next.length > 0) keep({ unsent: next });
    else forget();
  };
  const { mutate, isPending, error } = useMutation({
    mutationFn: (scans: readonly Scan[]) => call(addScans, { stocktakeId, address, scans: [...scans] }),
    onSuccess: ({ scans }, sent) => {
      put(unsent.filter((scan) => !sent.includes(scan)));
      onSaid(scans);
    },
  });
  const isLost = error instanceof ConnectionLost;
  const send = useEffectEvent(() => {
    if (unsent.length > 0 && !isPending) mutate(unsent.slice(0, 500));
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was added while a call was under way goes with the next
  useEffect(() => {
    if (!error) send();
  }, [unsent, isPending]);
  useEffect(() => {
    if (!isLost) return;
    const timer = setInterval(() => send(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [isLost]);
  return {
    add: (scan: Scan) => put([...unsent.filter(({ barcode }) => barcode !== scan.barcode), scan]),
    unsentCount: unsent.length,
    refusal: error && !isLost ? error : undefined,
    isLost,
  };
}

export type Scans = ReturnType<typeof useScans>;
