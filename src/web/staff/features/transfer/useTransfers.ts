import { useQueryClient } from '@tanstack/react-query';
import type { OutputOf } from '../../../../core/operation.ts';
import { findDossierEvents, findDossiers, getDossier } from '../../../../modules/holdings/contract.ts';
import { findWaiting } from '../../../../modules/stackroom/contract.ts';
import {
  findAcknowledgements,
  findDeaccessions,
  findLetters,
  findReceivers,
  findTransfers,
} from '../../../../modules/transfer/contract.ts';

export type Transfer = OutputOf<typeof findTransfers>['transfers'][number];
export type Deaccession = OutputOf<typeof findDeaccessions>['deaccessions'][number];
export type Receiver = OutputOf<typeof findReceivers>['receivers'][number];
export type Letter = OutputOf<typeof findLetters>['letters'][number];
export type Owed = OutputOf<typeof findAcknowledgements>['acknowledgements'][number];

const lists = [findTransfers, findDeaccessions, findReceivers, findLetters, findAcknowledgements];
const others = [getDossier, findDossiers, findDossierEvents, findWaiting];

/** Asks again for all that a step of a transfer changes. */
export function useTransfersChanged(): () => void {
  const queries = useQueryClient();
  return () => {
    for (const { name } of [...lists, ...others]) void queries.invalidateQueries({ queryKey: [name] });
    void queries.invalidateQueries({ queryKey: ['inbox'] });
  };
}
