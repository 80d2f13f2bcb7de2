import { createHash } from 'node:crypto';
import type { PageRow } from './store/pages.ts';

/** Binds the raw images of a dossier: SHA-256 over a line a page, in the order of their items' ids. */
export const rawDigest = (pages: readonly PageRow[]): string =>
  digestLines(pages, (page) => [page.rawSha256, page.rawSm3, page.rawSize, page.givenSha256]);

/** Binds what stands about the pages altogether: raw images, what was made of them, verdicts. */
export const pageDigest = (pages: readonly PageRow[]): string =>
  digestLines(pages, (page) => [
    ...[page.rawSha256, page.rawSm3, page.rawSize, page.givenSha256, page.optimisedSha256, page.optimisedSm3],
    ...[page.viewSha256, page.thumbSha256, page.state, page.defects.join('+')],
  ]);

function digestLines(pages: readonly PageRow[], columnsOf: (page: PageRow) => readonly (string | number | null)[]): string {
  const lines = pages.map((page) => [page.itemId, String(page.ordinal).padStart(5, '0'), ...columnsOf(page)].join(' '));
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}
