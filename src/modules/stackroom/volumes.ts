import { type Issue, refuse } from '../../core/problem.ts';
import type { Scoped } from '../../platform/scoped.ts';
import * as holdings from '../holdings/index.ts';

/** The volumes of scanned bar codes, locked. @throws rule_broken naming every code that is unknown or was scanned twice */
export async function lockVolumesByBarcode(tx: Scoped, barcodes: readonly string[], path: string): Promise<holdings.VolumeRow[]> {
  const found = await holdings.findVolumeIds(tx, barcodes);
  refuse(checkScanned(barcodes, new Set(found.map(({ barcode }) => barcode)), path));
  return holdings.lockVolumes(
    tx,
    found.map(({ id }) => id),
  );
}

/** What is wrong with a list of scanned codes. Pure. */
export function checkScanned(barcodes: readonly string[], known: ReadonlySet<string>, path: string): Issue[] {
  const unknown = barcodes.filter((barcode) => !known.has(barcode));
  const twice = barcodes.filter((barcode, i) => barcodes.indexOf(barcode) !== i);
  return [
    ...unknown.map((barcode) => ({ path, message: `没有条码为 ${barcode} 的卷` })),
    ...[...new Set(twice)].map((barcode) => ({ path, message: `卷 ${barcode} 扫了两次，请删去一行` })),
  ];
}
