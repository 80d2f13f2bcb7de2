import path from 'node:path';
import type { Issue } from '../../core/problem.ts';
import type { ImageFacts } from '../../platform/imaging/image-facts.ts';
import { refuseUndecodable } from '../../platform/imaging/probe.ts';
import type { Scoped } from '../../platform/scoped.ts';
import { findActiveByIdNumber } from '../holdings/index.ts';
import type { InformationPackage, MeasuredFile, PackageEntry, PackageHeader } from '../packages/index.ts';
import { checkFacts, type Demand } from './rules.ts';
import type { KeptEntry, KeptPage } from './store/imports.ts';

export type Owner = { dossierId?: string; issues: Issue[] };

/** Whose package it is (R57, R59, R22). Without a readable ID number nothing is asked: the package has said so itself. */
export async function findOwner(tx: Scoped, { personName, idNumber }: PackageHeader, fileName: string): Promise<Owner> {
  if (idNumber === '') return { issues: [] };
  const [found, other] = await findActiveByIdNumber(tx, idNumber);
  if (!found) return { issues: [{ path: fileName, message: `系统中无此人（${personName}），请先登记后再接收数据包`, rule: 'R59' }] };
  if (other) {
    const message = `此人有两份在库档案（${found.referenceCode}、${other.referenceCode}），无法判断数据包属于哪一份`;
    return { issues: [{ path: fileName, message, rule: 'R59' }] };
  }
  if (found.names.includes(personName)) return { dossierId: found.dossierId, issues: [] };
  const message = `数据包姓名“${personName}”与此证件号登记的“${found.personName}”不符，疑似他人数据包；请核对`;
  return { dossierId: found.dossierId, issues: [{ path: fileName, message, rule: 'R57' }] };
}

export type JudgedPages = { entries: KeptEntry[]; issues: Issue[]; pageCount: number };

/**
 * Judges the header of every image that the catalogue names (R48, R49, R50, R54), as it was read when the files were measured, and puts
 * each with its digests under its entry. `folder` is where the files are staged.
 */
export function judgePages(read: InformationPackage, folder: string, demand: Demand): JudgedPages {
  const files = new Map(read.files.map((file) => [file.path, file]));
  const judged: JudgedPages = { entries: [], issues: [], pageCount: 0 };
  for (const entry of read.entries) {
    const pages: KeptPage[] = [];
    for (const [place, imagePath] of entry.rawImages.entries()) {
      const page = judgePage(files, imagePath, entry.optimisedImages[place], demand, judged.issues);
      if (page) pages.push(toKeptPage(page, folder));
    }
    judged.entries.push(toKept(entry, pages));
    judged.pageCount += entry.rawImages.length;
  }
  return judged;
}

type Files = ReadonlyMap<string, MeasuredFile>;

function judgePage(files: Files, rawPath: string, givenPath: string | undefined, demand: Demand, issues: Issue[]) {
  const raw = files.get(rawPath);
  const given = givenPath === undefined ? undefined : files.get(givenPath);
  if (!raw?.staged) return undefined; // could not be read, and that is said already
  const facts = readFacts(raw, issues);
  if (given) readFacts(given, issues);
  if (!facts) return undefined;
  issues.push(...checkFacts(rawPath, facts, demand));
  return { raw, facts, given };
}

function toKeptPage({ raw, facts, given }: NonNullable<ReturnType<typeof judgePage>>, folder: string): KeptPage {
  const placeOf = ({ staged }: MeasuredFile) => path.relative(folder, staged?.stagedPath ?? '');
  return {
    ...{ path: placeOf(raw), fileName: path.posix.basename(raw.path), sha256: raw.sha256, sm3: raw.sm3, sizeBytes: raw.sizeBytes },
    ...{ widthPx: facts.widthPx, heightPx: facts.heightPx, dpi: facts.dpi === null ? null : Math.round(facts.dpi) },
    given: given ? { path: placeOf(given), sha256: given.sha256, sm3: given.sm3 } : null,
  };
}

/** Only JPEG is taken; what is none was named by the package's own judgement (R61, R48). */
function readFacts({ path: filePath, kind, staged }: MeasuredFile, issues: Issue[]): ImageFacts | undefined {
  if (kind !== 'jpeg' || !staged) return undefined;
  const facts = staged.image;
  const refusal = facts.ok ? refuseUndecodable(facts) : facts;
  if (refusal) issues.push({ path: filePath, message: `图像“${filePath}”损坏或无法打开：${refusal.detail}`, rule: 'R48' });
  return facts.ok && !refusal ? facts : undefined;
}

const toKept = (entry: PackageEntry, pages: KeptPage[]): KeptEntry => ({
  ...{ categoryCode: entry.categoryCode ?? '', sequence: entry.sequence ?? 0, title: entry.title, formedOn: entry.formedOn ?? null },
  ...{ pageCount: entry.pageCount ?? 0, remark: entry.remark, pages },
});
