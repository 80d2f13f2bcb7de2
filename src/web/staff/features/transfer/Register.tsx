import { Button } from 'antd';
import { useState } from 'react';
import { dayOf } from '../../../../core/time.ts';
import { exportRegister, printRegister } from '../../../../modules/transfer/contract.ts';
import { addressOf } from '../../../call.ts';

/** 转出登记簿 by year, to be printed or taken along as a sheet. */
export function Register() {
  const thisYear = Number(dayOf(new Date()).slice(0, 4));
  const [year, setYear] = useState(thisYear);
  return (
    <div className="sheet-pad">
      <p className="explain">一年之内寄出的档案，按寄出日期排列，含单号、册份、回执与退回。</p>
      <div className="filters">
        <select className="field" aria-label="年份" value={year} onChange={(event) => setYear(Number(event.target.value))}>
          {Array.from({ length: 10 }, (_, i) => thisYear - i).map((each) => (
            <option key={each} value={each}>
              {each} 年
            </option>
          ))}
        </select>
        <Button href={addressOf(printRegister, { year })} target="_blank">
          打印登记簿
        </Button>
        <Button href={addressOf(exportRegister, { year })}>导出 Excel</Button>
      </div>
    </div>
  );
}
