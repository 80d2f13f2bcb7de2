import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { replacePage } from '../../../../modules/digitisation/contract.ts';
import { call } from '../../../call.ts';
import { announce } from '../../parts/announce.ts';
import { IssueList, refusalOf } from '../../parts/IssueList.tsx';
import { useShortcut } from '../../parts/useShortcut.ts';
import { DossierScans, Instead } from './DossierScans.tsx';
import { ReworkRow } from './ReworkRow.tsx';
import { ScanHead } from './ScanHead.tsx';
import { isBusy, placed, type ScanOutput, useScansChanged } from './usePages.ts';
import { ToScans } from './VerdictPanel.tsx';
import '../../styles/digitisation.css';

/** 返工: the pages that were returned, why, and a new scan for each. */
export const Rework = () => <DossierScans>{(dossierId, scans) => <Returned key={dossierId} {...{ dossierId, scans }} />}</DossierScans>;

function Returned({ dossierId, scans }: { dossierId: string; scans: ScanOutput }) {
  const changed = useScansChanged();
  const [files, setFiles] = useState<ReadonlyMap<string, File>>(new Map());
  const returned = placed(scans.items).filter(({ state }) => state === 'returned');
  const ready = returned.filter(({ id }) => files.has(id));
  const set = (pageId: string, file: File | undefined) => {
    const others = [...files].filter(([id]) => id !== pageId);
    setFiles(new Map(file ? [...others, [pageId, file]] : others));
  };
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      for (const { id, version } of ready) {
        await call(replacePage, { pageId: id, version }, files.get(id));
        setFiles((before) => new Map([...before].filter(([other]) => other !== id)));
      }
    },
    onSuccess: () => announce('已替换，图像处理后重新质检'),
    onSettled: changed,
  });
  const send = () => ready.length > 0 && !isPending && mutate();
  useShortcut('mod+Enter', '替换所选页面', send);
  if (returned.length === 0) {
    const title = isBusy(scans.scan.state) ? '图像正在处理' : '没有需要返工的页面';
    return (
      <Instead {...{ dossierId, scans, title, action: <ToScans /> }}>质检退回的页面会出现在这里，每页选一个重扫的 JPEG 替换。</Instead>
    );
  }
  return (
    <div className="page">
      <ScanHead dossierId={dossierId} state={scans.scan.state} />
      <div className="sheet">
        <IssueList refusal={error ? refusalOf(error, true) : undefined} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section className="list-scroll" aria-label="退回的页面" tabIndex={0}>
          <ul className="rework">
            {returned.map((page) => (
              <ReworkRow key={page.id} {...{ dossierId, page, file: files.get(page.id), set }} />
            ))}
          </ul>
        </section>
        <div className="foot-actions">
          <span className="muted">
            退回 {returned.length} 页，已选 {ready.length} 页；一起替换，处理后再送质检
          </span>
          <div className="foot-end">
            <Button type="primary" disabled={ready.length === 0} loading={isPending} onClick={send}>
              {ready.length > 0 ? `替换 ${ready.length} 页` : '替换'}
            </Button>
          </div>
        </div>
      </div>
    </div>
  );
}
