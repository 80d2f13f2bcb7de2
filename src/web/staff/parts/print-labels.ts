import { printLabels } from '../../../modules/stackroom/contract.ts';
import { addressOf } from '../../call.ts';

/** Where the labels of these dossiers are, as a PDF. At most 500 dossiers. */
export const labelsOf = (dossierIds: readonly string[]): string => addressOf(printLabels, { dossierIds: dossierIds.join(',') });

/** Opens the labels in a new tab, ready to be printed. */
export function openLabels(dossierIds: readonly string[]): void {
  window.open(labelsOf(dossierIds), '_blank', 'noopener');
}
