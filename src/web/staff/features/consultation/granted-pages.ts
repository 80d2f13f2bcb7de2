import type { OutputOf } from '../../../../core/operation.ts';
import type { getReading } from '../../../../modules/consultation/contract.ts';
import { type PlacedPage, placed } from '../digitisation/usePages.ts';

/** The pages of a grant as the viewer takes them: all are published, so none has anything left to look at. */
export const grantedPages = ({ items }: Pick<OutputOf<typeof getReading>, 'items'>): PlacedPage[] =>
  placed(
    items.map((item) => ({
      ...item,
      pages: item.pages.map((page) => ({ ...page, fileName: '', state: 'passed' as const, defects: [], hints: [] })),
    })),
  );
