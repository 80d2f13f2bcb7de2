/** What a validator says: `E…` breaks a MUST of the specification, `W…` a SHOULD. Codes are those of OCFL 1.1, validation-codes. */
export type OcflFinding = { code: string; path: string; message: string };

export type OcflJudgement = { valid: boolean; errors: OcflFinding[]; warnings: OcflFinding[] };

/** Collects findings below one path. */
export type Reporter = { findings: OcflFinding[]; report(code: string, path: string, message: string): void };

export function startReport(prefix = ''): Reporter {
  const findings: OcflFinding[] = [];
  return {
    findings,
    report(code, path, message) {
      findings.push({ code, path: [prefix, path].filter(Boolean).join('/') || '.', message });
    },
  };
}

export function toJudgement(findings: readonly OcflFinding[]): OcflJudgement {
  const errors = findings.filter(({ code }) => !code.startsWith('W'));
  return { valid: errors.length === 0, errors, warnings: findings.filter(({ code }) => code.startsWith('W')) };
}

export type Json = Record<string, unknown>;

export function isJsonObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** Splits `v3` or `v0003`; undefined for any other name. `width` is 0 when not padded. */
export function readVersionName(name: string): { number: number; width: number } | undefined {
  const found = /^v(0*)([1-9]\d*)$/.exec(name);
  return found ? { number: Number(found[2]), width: found[1] ? name.length - 1 : 0 } : undefined;
}

/** A folder or file name as the spec wants path elements: not empty, not `.` or `..`. */
export function hasBadElement(path: string): boolean {
  return path
    .replace(/^\/|\/$/g, '')
    .split('/')
    .some((element) => element === '' || element === '.' || element === '..');
}

/** Paths that are listed twice, or that are also the folder of another. */
export function findConflicts(paths: readonly string[]): string[] {
  const seen = new Set<string>();
  const repeated = paths.filter((path) => seen.size === seen.add(path).size);
  const isFolderOfOther = (path: string) => {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) if (seen.has(path.slice(0, at))) return true;
    return false;
  };
  return [...repeated, ...paths.filter(isFolderOfOther)];
}

/** The same report with a path in front. */
export function within(reporter: Reporter, prefix: string): Reporter {
  const { findings, report } = reporter;
  return { findings, report: (code, path, message) => report(code, [prefix, path].filter(Boolean).join('#'), message) };
}

/** A value of any kind as a message says it; `String` breaks on an object whose `toString` is none. Pure. */
export const inWords = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
