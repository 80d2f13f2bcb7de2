import type { Issue } from '../../../../../core/problem.ts';
import { addRollParcel } from '../../../../../modules/reception/contract.ts';
import { type ParcelState, parcelStates } from '../../../../../modules/reception/rules.ts';
import { call } from '../../../../call.ts';
import { refusalOf } from '../../../parts/IssueList.tsx';
import { ScanField } from '../../../parts/ScanField.tsx';
import type { Roll } from './useRoll.ts';

type Props = { roll: Roll; chosen: string | undefined; choose: (parcelId: string) => void; onAdded: () => void };

/** The parcels of a roll: which one is being unpacked, and one more by its number. */
export function RollParcels({ roll, chosen, choose, onAdded }: Props) {
  const add = async (trackingNo: string): Promise<Issue | undefined> => {
    try {
      await call(addRollParcel, { rollId: roll.id, trackingNo });
    } catch (error) {
      const { issues, title } = refusalOf(error, true);
      return issues[0] ?? { path: 'trackingNo', message: title };
    }
    onAdded();
    return undefined;
  };
  return (
    <div className="block">
      <h2>正在拆的包裹</h2>
      {roll.parcels.length === 0 ? <p className="muted">未指定包裹；信封各有邮件号的，登记到各自的邮件。</p> : null}
      <ul>
        {roll.parcels.map(({ id, trackingNo, state }) => (
          <li key={id}>
            <label>
              <input type="radio" name="parcel" disabled={state !== 'signed'} checked={chosen === id} onChange={() => choose(id)} />{' '}
              <span className="code">{trackingNo}</span> <span className="muted">{parcelStates[state as ParcelState]}</span>
            </label>
          </li>
        ))}
      </ul>
      <ScanField label="加入包裹" hint="扫描邮件号" onScan={add} />
    </div>
  );
}
