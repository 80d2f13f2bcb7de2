import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { OutputOf } from '../../../../core/operation.ts';
import { findImports, findScans, getPages } from '../../../../modules/digitisation/contract.ts';
import { findDossierEvents, getDossier } from '../../../../modules/holdings/contract.ts';
import { call } from '../../../call.ts';

export type ScanOutput = OutputOf<typeof getPages>;
export type Item = ScanOutput['items'][number];
export type ScannedPage = Item['pages'][number];
/** A page with the item it belongs to and its place in the whole dossier, from 0. */
export type PlacedPage = ScannedPage & { item: Item; place: number };

const BUSY_MS = 2000;

/** The pages of a dossier in catalogue order; asked again every two seconds while the server works on them. */
export const usePages = (dossierId: string) =>
  useQuery({
    queryKey: [getPages.name, dossierId],
    queryFn: () => call(getPages, { dossierId }),
    refetchInterval: ({ state }) => (isBusy(state.data?.scan.state) ? BUSY_MS : false),
  });

/** True while jobs of the server work on the scans: nobody has to do anything, and it will change by itself. */
export const isBusy = (state: string | undefined): boolean => state === 'processing' || state === 'publishing';

/** All pages, one after the other, as they are read. */
export const placed = (items: readonly Item[]): PlacedPage[] =>
  items.flatMap((item) => item.pages.map((page) => ({ ...page, item }))).map((page, place) => ({ ...page, place }));

/** Whose dossier it is, for the head of a page. */
export const useDossierName = (dossierId: string) =>
  useQuery({ queryKey: [getDossier.name, dossierId], queryFn: () => call(getDossier, { dossierId }) }).data;

/** Asks again for all that a stage of the digitisation changes. */
export function useScansChanged(): () => void {
  const queries = useQueryClient();
  return () => {
    for (const { name } of [getPages, findScans, findImports, getDossier, findDossierEvents])
      void queries.invalidateQueries({ queryKey: [name] });
    void queries.invalidateQueries({ queryKey: ['inbox'] });
  };
}
