import { useState } from 'react';
import { printSheet } from '../../../../modules/stocktake/contract.ts';
import { addressOf } from '../../../call.ts';

/** 盘点表, of one rack or of all. */
export function PrintSheet({ stocktakeId }: { stocktakeId: string }) {
  const [rack, setRack] = useState('');
  const input = { stocktakeId, rack: rack === '' ? undefined : Number(rack) };
  return (
    <span className="print-sheet">
      <label>
        架
        <input
          className="field field-short"
          inputMode="numeric"
          maxLength={2}
          placeholder="全部"
          value={rack}
          onChange={(event) => setRack(event.target.value.replace(/\D/g, ''))}
        />
      </label>
      <a className="quiet-link" href={addressOf(printSheet, input)} target="_blank" rel="noopener">
        打印盘点表
      </a>
    </span>
  );
}
