import { useRef, useState } from 'react';
import type { Issue } from '../../../../core/problem.ts';
import { readAddress } from '../../../../modules/stackroom/rules.ts';
import { ScanField, type ScanFieldHandle } from '../../parts/ScanField.tsx';
import { Camera, cameraRefusal } from './Camera.tsx';
import { saidOf } from './said-words.ts';
import type { Said, Scans } from './useScans.ts';

type Props = { address: string; goTo: (address: string) => void; scans: Scans; last: Said | undefined };

/** Where scans come in: a scanner's or typed text, or the camera; and what the last one came to. */
export function ScanPanel({ address, goTo, scans, last }: Props) {
  const field = useRef<ScanFieldHandle>(null);
  const [isDamaged, setDamaged] = useState(false);
  const [isCamera, setCamera] = useState(false);
  const take = (text: string): Issue | undefined => {
    const at = readAddress(text);
    if (at && at.shelf !== address) goTo(at.shelf);
    else if (!at) {
      scans.add({ barcode: text.slice(0, 60), isDamaged });
      setDamaged(false);
    }
    return undefined;
  };
  const said = last && saidOf(last);
  return (
    <>
      <ScanField ref={field} label="卷条码" hint="逐卷扫描；扫别的层标签即换层" autoFocus onScan={take} />
      {said ? <p className={said.isGood ? 'count-said count-good' : 'count-said'}>{said.text}</p> : null}
      {scans.unsentCount > 0 ? (
        <p className="count-unsent" role="status">
          {scans.isLost ? `未上传 ${scans.unsentCount} 条，存在本机，连上后自动补传` : `正在上传 ${scans.unsentCount} 条…`}
        </p>
      ) : null}
      <div className="count-tools">
        <label>
          <input
            type="checkbox"
            checked={isDamaged}
            onChange={(event) => {
              setDamaged(event.target.checked);
              field.current?.focus();
            }}
          />
          下一条标签损坏（键入条码）
        </label>
        <CameraButton isOn={isCamera} toggle={() => setCamera(!isCamera)} />
      </div>
      {isCamera ? <Camera onCode={(code) => take(code.replace(/\s/g, '').toUpperCase())} /> : null}
    </>
  );
}

function CameraButton({ isOn, toggle }: { isOn: boolean; toggle: () => void }) {
  const refusal = cameraRefusal();
  if (refusal) return <span className="muted small">{refusal}</span>;
  return (
    <button type="button" className="plain-button" aria-pressed={isOn} onClick={toggle}>
      {isOn ? '关闭相机' : '用相机扫描'}
    </button>
  );
}
