import type { DossierKind } from '../../core/scope.ts';
import { formatNumber } from '../../core/settings.ts';
import { nextNumbers } from '../../platform/numbers.ts';
import type { Scoped } from '../../platform/scoped.ts';
import { readSetting } from '../../platform/settings.ts';
import { findUsedCodes } from './store/dossiers.ts';

/** The next reference code by the centre's pattern. */
export async function nextReferenceCode(tx: Scoped, kind: DossierKind, unit: string, day: string): Promise<string> {
  const [code] = await nextReferenceCodes(tx, kind, unit, day, 1);
  if (code === undefined) throw new Error('no reference code');
  return code;
}

/** The next reference codes, in order. Old numbers that were kept as reference codes (期初建账) may look the same: those are passed over. */
export async function nextReferenceCodes(tx: Scoped, kind: DossierKind, unit: string, day: string, count: number): Promise<string[]> {
  const pattern = await readSetting(tx, kind === 'cadre' ? 'dossier.cadrePattern' : 'dossier.floatingPattern');
  const year = day.slice(0, 4);
  const series = pattern.includes('{year}') ? `dossier/${kind}/${year}` : `dossier/${kind}`;
  const codes: string[] = [];
  while (codes.length < count) {
    const first = await nextNumbers(tx, series, count - codes.length);
    const next = Array.from({ length: count - codes.length }, (_, i) => formatNumber(pattern, { unit, year, seq: first + i }));
    const used = await findUsedCodes(tx, next);
    codes.push(...next.filter((code) => !used.has(code)));
  }
  return codes;
}
