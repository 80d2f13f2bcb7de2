import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { OutputOf } from '../../../../../core/operation.ts';
import { findParcels, findRolls, importRoll, readRoll } from '../../../../../modules/reception/contract.ts';
import type { RollColumns } from '../../../../../modules/reception/rules.ts';
import { call } from '../../../../call.ts';
import { announce } from '../../../parts/announce.ts';
import { Drawer } from '../../../parts/Drawer.tsx';
import { IssueList, refusalOf } from '../../../parts/IssueList.tsx';
import { MapColumns } from './MapColumns.tsx';
import { RollIssues } from './RollIssues.tsx';
import '../../../styles/rolls.css';

const PARCELS = 50;
/** Whatever the browser takes it for: the server judges by its bytes. */
const bytesOf = (list: File) => list.slice(0, list.size, 'application/octet-stream');

/** 导入名册: sender, file and parcels; the server says all that is wrong before anything is written. */
export function ImportRoll({ close }: { close: () => void }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [sender, setSender] = useState('');
  const [file, setFile] = useState<File>();
  const [parcelIds, setParcelIds] = useState<readonly string[]>([]);
  const { data: waiting } = useQuery({
    queryKey: [findParcels.name, 'for roll'],
    queryFn: () => call(findParcels, { state: 'signed', limit: PARCELS }),
  });
  const [read, setRead] = useState<OutputOf<typeof readRoll>>(); // the last answer stays while another is on its way
  const [isChosen, setChosen] = useState(false); // by hand: another sender's memory does not undo it
  const tried = useMutation({
    mutationFn: ({ list, columns }: { list: File; columns?: RollColumns }) =>
      call(readRoll, { fileName: list.name.slice(-80), sender, ...(columns ? { columns } : {}) }, bytesOf(list)),
    onSuccess: setRead,
  });
  const sent = useMutation({
    mutationFn: (list: File) =>
      call(importRoll, { fileName: list.name.slice(-80), sender, columns: read?.columns, parcelIds: [...parcelIds] }, bytesOf(list)),
    onSuccess: ({ rollId, rowCount }) => {
      void queries.invalidateQueries({ queryKey: [findRolls.name] });
      announce(`已导入 ${rowCount} 份的名册`);
      void navigate({ to: '/reception/rolls/$rollId' as string, params: { rollId } as never });
    },
  });
  const pick = (list: File | undefined) => {
    setFile(list);
    setRead(undefined);
    setChosen(false);
    sent.reset();
    if (list) tried.mutate({ list });
  };
  const choose = (columns: RollColumns) => {
    if (!file || !read) return;
    setChosen(true);
    setRead({ ...read, columns });
    tried.mutate({ list: file, columns });
  };
  const parcels = waiting?.parcels ?? [];
  const sendersKnown = [...new Set(parcels.map((parcel) => parcel.sender))];
  const fitting = parcels.filter((parcel) => sender === '' || parcel.sender === sender || parcelIds.includes(parcel.id));
  const error = sent.error ?? tried.error;
  const isReady = !tried.isPending && file !== undefined && read !== undefined && sender.trim() !== '' && read.rowCount > 0;
  return (
    <Drawer title="导入名册" close={close}>
      <div className="roll-import">
        <label>
          来档单位
          <input
            {...{ className: 'field field-wide', list: 'roll-senders', maxLength: 80, value: sender }}
            // biome-ignore lint/a11y/noAutofocus: the drawer was opened to fill it in
            autoFocus
            onChange={({ target }) => setSender(target.value)}
            onBlur={() => file && !isChosen && tried.mutate({ list: file })}
          />
        </label>
        <datalist id="roll-senders">
          {sendersKnown.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <label>
          名册文件（.xlsx 或 .csv，最多 20,000 行）
          <input className="field field-wide" type="file" accept=".xlsx,.csv,.txt" onChange={({ target }) => pick(target.files?.[0])} />
        </label>
        {fitting.length > 0 ? (
          <fieldset className="roll-parcels">
            <legend>所属包裹</legend>
            {fitting.map(({ id, trackingNo, sender: from }) => (
              <label key={id}>
                <input
                  type="checkbox"
                  checked={parcelIds.includes(id)}
                  onChange={({ target }) => setParcelIds(target.checked ? [...parcelIds, id] : parcelIds.filter((other) => other !== id))}
                />
                <span className="code">{trackingNo}</span> <span className="muted">{from}</span>
              </label>
            ))}
          </fieldset>
        ) : null}
        <IssueList refusal={error ? refusalOf(error, true) : undefined} />
        {tried.isPending ? <p className="empty">正在检查…</p> : null}
        {read && file ? <MapColumns read={read} onChange={choose} /> : null}
        {read ? <RollIssues read={read} /> : null}
      </div>
      <div className="foot-actions">
        <span className="muted">{read ? `${read.rowCount} 行，其中 ${read.faultyCount} 行有错误；有错误的行也会列入待收` : ''}</span>
        <div className="foot-end">
          <Button type="primary" disabled={!isReady} loading={sent.isPending} onClick={() => file && sent.mutate(file)}>
            {read ? `导入 ${read.rowCount} 份` : '导入'}
          </Button>
        </div>
      </div>
    </Drawer>
  );
}
