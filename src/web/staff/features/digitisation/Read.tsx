import { Link } from '@tanstack/react-router';
import { may, useSession } from '../../session.ts';
import { DossierScans, Instead } from './DossierScans.tsx';
import { ScanHead } from './ScanHead.tsx';
import { placed, type ScanOutput } from './usePages.ts';
import { Viewer } from './Viewer.tsx';

/** 阅档: the pages of a dossier, each with the reader's watermark burnt in by the server. */
export const Read = () => <DossierScans>{(dossierId, scans) => <Readable key={dossierId} {...{ dossierId, scans }} />}</DossierScans>;

const workers = ['page.import', 'page.inspect', 'dossier.publish'] as const;

function Readable({ dossierId, scans }: { dossierId: string; scans: ScanOutput }) {
  const session = useSession();
  const isWorker = workers.some((permission) => may(session, permission));
  const pages = placed(scans.items).filter(({ state }) => state !== 'imported');
  const back = (
    <Link to="/dossiers/$dossierId" params={{ dossierId } as never}>
      回到档案
    </Link>
  );
  if (scans.scan.state !== 'published' && !isWorker)
    return (
      <Instead {...{ dossierId, scans, title: '扫描件尚未发布', action: back }}>质检通过并审核发布后才能阅档；发布后刷新本页即可。</Instead>
    );
  if (pages.length === 0)
    return <Instead {...{ dossierId, scans, title: '图像正在处理', action: back }}>处理好的页面会自动出现在这里，不必刷新。</Instead>;
  const inOrder = pages.map((page, place) => ({ ...page, place }));
  return <Viewer pages={inOrder} head={(tools) => <ScanHead {...{ dossierId, state: scans.scan.state }}>{tools}</ScanHead>} />;
}
