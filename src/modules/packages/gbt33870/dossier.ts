import type { Readable } from 'node:stream';
import type { CategoryCode } from '../categories.ts';
import type { PartialDate } from '../partial-date.ts';
import type { PackageHeader } from './types.ts';

/** One item to be written. Its images come apart, keyed `{categoryCode}-{sequence}`. */
export type DossierItem = {
  categoryCode: CategoryCode;
  sequence: number;
  title: string;
  formedOn?: PartialDate;
  pageCount: number;
  remark: string;
};
export type Dossier = { header: PackageHeader; items: readonly DossierItem[] };

/** Opens the stored bytes of one JPEG page; called once. */
export type ImageOpener = () => Readable | Promise<Readable>;
export type ItemImages = { raw: readonly ImageOpener[]; optimised: readonly ImageOpener[] };

/** The key of an item's images. */
export function toItemKey(item: Pick<DossierItem, 'categoryCode' | 'sequence'>): string {
  return `${item.categoryCode}-${item.sequence}`;
}
