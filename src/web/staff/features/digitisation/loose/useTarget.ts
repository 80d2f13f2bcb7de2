import { useQuery } from '@tanstack/react-query';
import type { OutputOf } from '../../../../../core/operation.ts';
import { getCatalogue } from '../../../../../modules/catalogue/contract.ts';
import { getDossier } from '../../../../../modules/holdings/contract.ts';
import type { CustodyState } from '../../../../../modules/holdings/rules.ts';
import { call } from '../../../../call.ts';

type Catalogue = OutputOf<typeof getCatalogue>;
type Name = { personName: string; referenceCode: string };

/** The dossier that pages go to. `standing`: its catalogue is finished; `typed`: there is none yet. */
export type Target =
  | { state: 'none' }
  | { state: 'asking'; name?: Name }
  | { state: 'failed'; error: unknown; name?: Name }
  | { state: 'blocked'; why: 'scanned' | 'drafted' | 'gone'; dossierId: string; custodyState: CustodyState; name: Name }
  | { state: 'standing'; items: NonNullable<Catalogue['completed']>['items']; name: Name }
  | { state: 'typed'; name: Name };

const GONE: ReadonlySet<CustodyState> = new Set<CustodyState>(['leaving', 'transferred', 'deaccessioned', 'voided']);

/** What is known of the dossier chosen, asked for anew: what others did to it in the meantime counts. */
export function useTarget(dossierId: string | undefined): Target {
  const id = dossierId ?? '';
  const enabled = dossierId !== undefined;
  const catalogue = useQuery({
    queryKey: [getCatalogue.name, id],
    queryFn: () => call(getCatalogue, { dossierId: id }),
    enabled,
    staleTime: 0,
  });
  const dossier = useQuery({ queryKey: [getDossier.name, id], queryFn: () => call(getDossier, { dossierId: id }), enabled, staleTime: 0 });
  if (!enabled) return { state: 'none' };
  const error = catalogue.error ?? dossier.error;
  if (error) return { state: 'failed', error };
  return catalogue.data && dossier.data ? judge(catalogue.data, dossier.data.digitalState !== 'none') : { state: 'asking' };
}

function judge({ dossierId, referenceCode, person, custodyState, state, completed, draft }: Catalogue, isScanned: boolean): Target {
  const name = { personName: person.name, referenceCode };
  const blocked = (why: 'scanned' | 'drafted' | 'gone'): Target => ({ state: 'blocked', why, dossierId, custodyState, name });
  if (GONE.has(custodyState)) return blocked('gone');
  if (isScanned) return blocked('scanned');
  if (state === 'completed' && completed) return { state: 'standing', items: completed.items, name };
  if (state === 'reopened' || (draft?.items.length ?? 0) > 0) return blocked('drafted');
  return { state: 'typed', name };
}
