import { z } from 'zod';
import { Problem } from '../../../core/problem.ts';
import { labelSheet } from '../../../platform/papers/labels.ts';
import { answer } from '../../../platform/run.ts';
import { findBarcodes } from '../../holdings/index.ts';
import * as contract from '../contract.ts';

const MOST = 500;

export const printLabels = answer(contract.printLabels, async ({ tx }, { dossierIds }) => {
  const ids = z.array(z.uuid()).safeParse(dossierIds.split(',').filter((id) => id !== ''));
  if (!ids.success || ids.data.length === 0 || ids.data.length > MOST)
    throw new Problem('invalid_input', 'ids', [{ path: 'dossierIds', message: `请选择 1 至 ${MOST} 份档案` }]);
  const barcodes = await findBarcodes(tx, ids.data);
  if (barcodes.length === 0) throw new Problem('not_found', 'no volumes');
  return { mime: 'application/pdf', fileName: '条码标签.pdf', bytes: labelSheet(barcodes) };
});
