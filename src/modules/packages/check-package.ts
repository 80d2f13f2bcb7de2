import type { Issue } from '../../core/problem.ts';
import { isBag, judgeBag } from './bagit/judge-bag.ts';
import { findLayout } from './gbt33870/layout.ts';
import { readPackage } from './gbt33870/read-package.ts';
import { narrowSource, openSource } from './source/open-source.ts';
import type { PackageSource } from './source/types.ts';
import { isVendorSource } from './vendor/read-vendor.ts';

/** One finding for scripts and inspectors: `code` is a rule key (`R47`) or says what was found (`zip.outside`). */
export type Finding = { code: string; path: string; message: string };

export type PackageJudgement = { kind: 'gbt33870' | 'bagit' | 'vendor'; valid: boolean; errors: Finding[]; warnings: Finding[] };

/**
 * Judges a package at a path, folder or ZIP: a GB/T 33870 package, a vendor's folder, or a BagIt bag (with the package inside it, if
 * it holds one). `today` is YYYY-MM-DD. Throws only when the path itself cannot be read.
 */
export async function checkPackage(path: string, { today }: { today: string }): Promise<PackageJudgement> {
  const source = await openSource(path);
  try {
    const bag = findBag(source);
    if (!bag) {
      const { kind, issues } = await readPackage(path, { today });
      return toJudgement(kind, issues);
    }
    const issues = [...source.issues, ...(source.issues.length > 0 ? [] : await judgeBag(bag))];
    return toJudgement('bagit', [...issues, ...(await judgePayload(bag, today))]);
  } finally {
    source.close();
  }
}

/** A bag at the top, or in the one folder an archive holds. */
function findBag(source: PackageSource): PackageSource | undefined {
  if (isBag(source)) return source;
  const top = source.files[0]?.path.split('/')[0] ?? '';
  const inner = narrowSource(source, top);
  return inner.files.length === source.files.length && isBag(inner) ? inner : undefined;
}

/** A bag may hold anything; only what looks like a package is judged as one. */
async function judgePayload(bag: PackageSource, today: string): Promise<readonly Issue[]> {
  // As a folder, because a bag's payload has no archive of its own whose name could be judged.
  const payload: PackageSource = { ...narrowSource(bag, 'data'), kind: 'folder' };
  const isPackage = payload.issues.length === 0 && (findLayout(payload).xmlPaths.length === 1 || isVendorSource(payload));
  return isPackage ? (await readPackage(payload, { today })).issues : [];
}

function toJudgement(kind: PackageJudgement['kind'], issues: readonly Issue[]): PackageJudgement {
  const errors = issues.filter((issue) => issue.severity !== 'warning').map(toFinding);
  return { kind, valid: errors.length === 0, errors, warnings: issues.filter((issue) => issue.severity === 'warning').map(toFinding) };
}

function toFinding({ rule = 'package', path, message }: Issue): Finding {
  return { code: rule, path, message };
}
