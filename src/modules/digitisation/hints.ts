import type { PageAnalysis } from '../../platform/imaging/analyse.ts';
import { hashDistance } from '../../platform/imaging/page-hash.ts';
import { type Hint, hintsOf } from './rules.ts';

/** Hints by page id. `pages` are in the order in which they are read, for a page scanned twice stands beside itself. */
export function hintsOfPages(
  pages: readonly { id: string }[],
  analyses: readonly { id: string; analysis: unknown }[],
): ReadonlyMap<string, Hint[]> {
  const byId = new Map(analyses.map(({ id, analysis }) => [id, analysis as PageAnalysis]));
  const hints = new Map<string, Hint[]>();
  let before: string | undefined;
  for (const { id } of pages) {
    const analysis = byId.get(id);
    if (analysis) {
      const distance = before === undefined || analysis.isBlank ? 64 : hashDistance(before, analysis.perceptualHash);
      hints.set(id, hintsOf({ ...analysis, hashDistance: distance }));
    }
    before = analysis && !analysis.isBlank ? analysis.perceptualHash : undefined;
  }
  return hints;
}
