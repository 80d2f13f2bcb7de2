import type { OutputOf } from '../../../../core/operation.ts';
import type { addScans } from '../../../../modules/stocktake/contract.ts';

type Said = OutputOf<typeof addScans>['scans'][number];

/** What the last scan came to, as far as it can be known before the level is done. */
export function saidOf({ barcode, said, place }: Said): { text: string; isGood: boolean } {
  if (said === 'match' || said === 'moved') return { text: `✓ ${barcode}`, isGood: true };
  if (said === 'damaged') return { text: `✓ ${barcode}，标签损坏`, isGood: true };
  if (said === 'misplaced') return { text: `错架：${barcode} 账面在 ${place ?? '别处'}`, isGood: false };
  return { text: place === null ? `多：没有条码为 ${barcode} 的卷` : `多：${barcode} 账面已出库`, isGood: false };
}
