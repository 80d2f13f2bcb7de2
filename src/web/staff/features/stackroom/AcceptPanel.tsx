import { useRef, useState } from 'react';
import type { Issue } from '../../../../core/problem.ts';
import { readAddress } from '../../../../modules/stackroom/rules.ts';
import { IssueList, type Refusal } from '../../parts/IssueList.tsx';
import { ScanField, type ScanFieldHandle } from '../../parts/ScanField.tsx';
import type { Waiting } from './useWaiting.ts';

type Props = {
  volumes: readonly Waiting[];
  chosen: readonly string[];
  place: (ids: readonly string[], address: string) => void;
  refusal: Refusal | undefined;
};

export const notAnAddress = (text: string): Issue | undefined =>
  readAddress(text) ? undefined : { path: 'address', message: `“${text}”不是库位：应为 KF01-Q02-J05-A-03-2 或再加位号 -017` };

/** Volume, Enter, place, Enter, and again; or one level for all that are ticked. */
export function AcceptPanel({ volumes, chosen, place, refusal }: Props) {
  const [volume, setVolume] = useState<Waiting>();
  const barcode = useRef<ScanFieldHandle>(null);
  const address = useRef<ScanFieldHandle>(null);
  const scanVolume = (text: string): Issue | undefined => {
    const found = volumes.find((each) => each.barcode === text);
    setVolume(found);
    if (!found) return { path: 'barcode', message: `卷 ${text} 不在本页的待接收之列：前台可能尚未移交，或条码有误` };
    address.current?.focus();
    return undefined;
  };
  const scanAddress = (text: string): Issue | undefined => {
    if (!volume) return { path: 'address', message: '请先扫描卷条码' };
    const fault = notAnAddress(text);
    if (fault) return fault;
    place([volume.id], text);
    setVolume(undefined);
    barcode.current?.clear();
    barcode.current?.focus();
    return undefined;
  };
  const placeChosen = (text: string): Issue | undefined => {
    if (chosen.length === 0) return { path: 'address', message: '请先在列表中选择要上架的卷' };
    const fault = notAnAddress(text);
    if (fault) return fault;
    if (chosen.length > 1 && readAddress(text)?.position !== undefined)
      return { path: 'address', message: '几卷同放时只填到层，由系统依次排位' };
    place(chosen, text);
    return undefined;
  };
  return (
    <section className="accept-panel" aria-label="逐卷上架">
      <IssueList refusal={refusal} />
      <h2 className="form-head">逐卷扫描</h2>
      <ScanField ref={barcode} label="卷条码" hint="扫描，回车到库位" autoFocus isKept onScan={scanVolume} />
      <ScanField ref={address} label={volume ? `${volume.personName} 的库位` : '库位'} hint="扫描层或位的标签，回车" onScan={scanAddress} />
      <h2 className="form-head">同层整批</h2>
      <ScanField label={`所选 ${chosen.length} 卷放到`} hint="扫描层的标签，回车" onScan={placeChosen} />
      <p className="muted small">只填到层时，从该层第一个空位起依次排位。移交与接收须是两个人。</p>
    </section>
  );
}
