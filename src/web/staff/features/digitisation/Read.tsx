import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { announce } from '../../parts/announce.ts';
import { useShortcut } from '../../parts/useShortcut.ts';
import { may, useSession } from '../../session.ts';
import { itemCode, mainOf } from './category-words.ts';
import { DossierScans, Instead } from './DossierScans.tsx';
import { Filmstrip } from './Filmstrip.tsx';
import { PageCard } from './PageCard.tsx';
import { PageWalk } from './PageWalk.tsx';
import { ScanHead } from './ScanHead.tsx';
import { Stage } from './Stage.tsx';
import { type PlacedPage, placed, type ScanOutput } from './usePages.ts';
import { useSpread } from './useSpread.ts';
import { useView } from './useView.ts';
import { useWalk } from './useWalk.ts';
import { ViewTools } from './ViewTools.tsx';

/** 阅档: the pages of a dossier, each with the reader's watermark burnt in by the server. */
export const Read = () => <DossierScans>{(dossierId, scans) => <Readable key={dossierId} {...{ dossierId, scans }} />}</DossierScans>;

const mains = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
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
  return <Viewer {...{ dossierId, scans, pages: inOrder }} />;
}

function Viewer({ dossierId, scans, pages }: { dossierId: string; scans: ScanOutput; pages: readonly PlacedPage[] }) {
  const search: { page?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const { spread, toggle, stride } = useSpread();
  const keep = ({ id }: PlacedPage) => navigate({ to: '.', search: (() => ({ page: id })) as never, replace: true });
  const { current, open, step } = useWalk(pages, search.page, keep, stride);
  const view = useView(current?.id ?? '');
  const jump = (main: number) => {
    const page = pages.find(({ item }) => mainOf(item.categoryCode) === main);
    if (page) open(page);
    else announce(`没有第 ${main} 类的影像`);
  };
  if (!current) return null;
  const { item } = current;
  return (
    <div className="page">
      <ScanHead dossierId={dossierId} state={scans.scan.state}>
        <ViewTools {...{ view, spread, toggle }} mayPair />
      </ScanHead>
      {mains.map((main) => (
        <CategoryKey key={main} main={main} jump={jump} />
      ))}
      <PairKey toggle={() => toggle('pair')} />
      <div className="viewer viewer-read sheet">
        <Filmstrip {...{ pages, current, open }} />
        <div className="viewer-page">
          <div className="viewer-line">
            <span className="code">{itemCode(item)}</span>
            <strong>{item.title}</strong>
            <span className="muted">
              {item.formedOn ? `${item.formedOn}　` : ''}第 {current.ordinal} 页，共 {item.pages.length} 页
            </span>
            <PageWalk {...{ current, step, pageCount: pages.length }} />
          </div>
          <Stage {...{ pages, current, view, spread }} />
        </div>
        <PageCard page={current} />
      </div>
    </div>
  );
}

function PairKey({ toggle }: { toggle: () => void }) {
  useShortcut('d', '双页并排', toggle);
  return null;
}

function CategoryKey({ main, jump }: { main: number; jump: (main: number) => void }) {
  useShortcut(String(main % 10), `到第 ${main} 类`, () => jump(main));
  return null;
}
