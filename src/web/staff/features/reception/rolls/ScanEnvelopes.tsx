import { useRef, useState } from 'react';
import type { Issue } from '../../../../../core/problem.ts';
import { addSurplus, scanEnvelope } from '../../../../../modules/reception/contract.ts';
import { rowStates } from '../../../../../modules/reception/rules.ts';
import { call } from '../../../../call.ts';
import { announce } from '../../../parts/announce.ts';
import { refusalOf } from '../../../parts/IssueList.tsx';
import { ScanField, type ScanFieldHandle } from '../../../parts/ScanField.tsx';
import { type JustRegistered, Registered } from '../Registered.tsx';
import { RegisterForm } from '../RegisterForm.tsx';
import { useParcel } from '../useParcel.ts';
import { RollParcels } from './RollParcels.tsx';
import { type Roll, type ScannedRow, useRollChanged } from './useRoll.ts';

/** 扫描信封: scan or type, the row opens filled in, Ctrl+Enter registers, and the field waits for the next envelope. */
export function ScanEnvelopes({ roll }: { roll: Roll }) {
  const field = useRef<ScanFieldHandle>(null);
  const changed = useRollChanged();
  const [rows, setRows] = useState<readonly ScannedRow[]>([]);
  const [row, setRow] = useState<ScannedRow>();
  const [unknown, setUnknown] = useState<string>();
  const [parcelId, setParcelId] = useState<string>();
  const [last, setLast] = useState<JustRegistered>();
  const open = roll.parcels.filter(({ state }) => state === 'signed');
  const chosen = row?.parcelId ?? parcelId ?? (open.length === 1 ? open[0]?.id : undefined);
  const scan = async (text: string): Promise<Issue | undefined> => {
    const found = await call(scanEnvelope, { text, rollId: roll.id }).catch((error: unknown) => refusalOf(error));
    if (!('rows' in found)) return { path: 'text', message: found.title };
    const [only, another] = found.rows;
    setUnknown(only ? undefined : text);
    setRows(another ? found.rows : []);
    setRow(another || only?.dossierId ? undefined : only);
    return another ? undefined : faultOf(only, text);
  };
  const surplus = async (name: string) => {
    const { number } = await call(addSurplus, { rollId: roll.id, name });
    setUnknown(undefined);
    field.current?.clear();
    changed();
    setRow({ ...blankRow, rollId: roll.id, sender: roll.sender, number, name });
  };
  const done = () => {
    setRow(undefined);
    setRows([]);
    changed();
    field.current?.focus();
  };
  return (
    <div className="register-desk">
      <section className="sheet" aria-label="扫描信封">
        <div className="filters pick-parcel">
          <ScanField ref={field} label="信封" hint="扫描邮件号、证件号、调档函号，或输入姓名，按回车" autoFocus onScan={scan} />
          {unknown ? (
            <button type="button" className="plain-button" onClick={() => void surplus(unknown)}>
              清单外多出：记入“{unknown}”
            </button>
          ) : null}
        </div>
        {rows.length > 0 ? <Choices rows={rows} choose={setRow} /> : null}
        {row ? (
          <RowForm
            key={`${row.rollId} ${row.number}`}
            {...{ row, parcelId: chosen }}
            onRegistered={(registered) => {
              setLast(registered);
              announce(`已登记 ${registered.name}，${registered.referenceCode}`);
              done();
            }}
          />
        ) : null}
        {row === undefined && rows.length + (unknown?.length ?? 0) === 0 ? <p className="empty">扫描下一个信封。</p> : null}
      </section>
      <aside className="sheet register-side" aria-label="本份名册">
        {last ? <Registered registered={last} /> : null}
        <RollParcels {...{ roll, chosen, choose: setParcelId, onAdded: changed }} />
      </aside>
    </div>
  );
}

const blankRow = {
  ...{ idNumber: null, trackingNo: null, letterNo: null, note: null, dossierId: null, parcelId: null, referenceCode: null },
  ...{ issues: [], person: {}, state: 'surplus' as const },
};

/** What keeps a scan from opening its row. */
function faultOf(row: ScannedRow | undefined, text: string): Issue | undefined {
  if (!row) return { path: 'text', message: `名册中没有“${text}”` };
  if (row.dossierId === null) return undefined;
  return { path: 'text', message: `${row.name} 已登记，存档编号 ${row.referenceCode ?? ''}`, rule: 'R6' };
}

const Choices = ({ rows, choose }: { rows: readonly ScannedRow[]; choose: (row: ScannedRow) => void }) => (
  <ul className="roll-choices" aria-label="找到几行，请选择">
    {rows.map((row) => (
      <li key={row.number}>
        <button type="button" className="plain-button" disabled={row.dossierId !== null} onClick={() => choose(row)}>
          第 {row.number} 行　{row.name}　<span className="code">{row.idNumber}</span>　{rowStates[row.state]}
        </button>
      </li>
    ))}
  </ul>
);

type FormProps = { row: ScannedRow; parcelId: string | undefined; onRegistered: (registered: JustRegistered) => void };

function RowForm({ row, parcelId, onRegistered }: FormProps) {
  const { data: parcel } = useParcel(parcelId);
  if (parcelId !== undefined && !parcel) return <p className="empty">正在读取…</p>;
  const { remark, ...person } = row.person;
  return (
    <>
      {row.issues.length > 0 || row.note ? (
        <p className="explain roll-note">{[row.note, ...row.issues].filter(Boolean).join('；')}</p>
      ) : null}
      <RegisterForm
        parcel={parcel}
        rollRow={{ rollId: row.rollId, number: row.number }}
        prefill={{
          person: { idType: 'resident-id', identity: '3', ...person, name: row.name, idNumber: row.idNumber ?? undefined },
          ...{ previousInstitution: row.sender, inReason: 'graduation', listedName: row.name, remark },
        }}
        onRegistered={({ dossierId, referenceCode, barcodes }, { person: { name } }) =>
          onRegistered({ dossierId, referenceCode, barcodes, name })
        }
      />
    </>
  );
}
