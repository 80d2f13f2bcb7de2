import type { Operation } from '../../../../core/operation.ts';
import { addressOf } from '../../../call.ts';

/** Opens a paper in a new tab, ready to be printed; `ids` under the name that it takes them by. */
export function openPaper(operation: Operation, name: string, ids: readonly string[]): void {
  window.open(addressOf(operation, { [name]: ids.join(',') }), '_blank', 'noopener');
}
