import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { OutputOf } from '../../../../core/operation.ts';
import { findOwn, findRegister, findWaiting, getConsultation, getReading } from '../../../../modules/consultation/contract.ts';
import { findDossierEvents } from '../../../../modules/holdings/contract.ts';
import { call } from '../../../call.ts';

export type ConsultationRow = OutputOf<typeof findOwn>['consultations'][number];
export type Whole = OutputOf<typeof getConsultation>;

export const useConsultation = (consultationId: string) =>
  useQuery({ queryKey: [getConsultation.name, consultationId], queryFn: () => call(getConsultation, { consultationId }) });

/** Asks again for all that a step of a consultation changes. */
export function useConsultationsChanged(): () => void {
  const queries = useQueryClient();
  return () => {
    for (const { name } of [findOwn, findWaiting, findRegister, getConsultation, getReading, findDossierEvents])
      void queries.invalidateQueries({ queryKey: [name] });
    void queries.invalidateQueries({ queryKey: ['inbox'] });
  };
}
