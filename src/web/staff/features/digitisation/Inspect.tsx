import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ScanState } from '../../../../modules/digitisation/rules.ts';
import { announce } from '../../parts/announce.ts';
import { useShortcut } from '../../parts/useShortcut.ts';
import { DossierScans, Instead } from './DossierScans.tsx';
import { Filmstrip } from './Filmstrip.tsx';
import { PageWalk } from './PageWalk.tsx';
import { ScanHead } from './ScanHead.tsx';
import { Stage } from './Stage.tsx';
import { type PlacedPage, placed, type ScanOutput } from './usePages.ts';
import { useSpread } from './useSpread.ts';
import { useVerdicts, type VerdictBook } from './useVerdicts.ts';
import { useView } from './useView.ts';
import { useWalk } from './useWalk.ts';
import { ToScans, VerdictPanel } from './VerdictPanel.tsx';
import { ViewTools } from './ViewTools.tsx';

const insteads: Readonly<Record<Exclude<ScanState, 'inspecting'>, { title: string; words: string }>> = {
  processing: { title: '图像正在处理', words: '处理完成后自动进入质检，不必刷新。' },
  rework: { title: '已退回，等扫描员重扫', words: '退回的页面重扫后再来质检；已合格的页面不必再看。' },
  passed: { title: '质检通过', words: '全部页面合格，等审核员发布。' },
  publishing: { title: '正在发布', words: '全部页面合格，正在写入固化库。' },
  published: { title: '已发布', words: '全部页面合格并已发布，可以阅档。' },
};

/** 质检台: page after page by keyboard, a verdict for each. */
export const Inspect = () => (
  <DossierScans>
    {(dossierId, scans) => {
      const { state } = scans.scan;
      if (state === 'inspecting') return <Bench key={dossierId} {...{ dossierId, scans }} />;
      const { title, words } = insteads[state];
      return <Instead {...{ dossierId, scans, title, action: <Onward dossierId={dossierId} /> }}>{words}</Instead>;
    }}
  </DossierScans>
);

const Onward = ({ dossierId }: { dossierId: string }) => (
  <>
    <ToScans />　
    <Link to="/dossiers/$dossierId/read" params={{ dossierId } as never}>
      查看影像
    </Link>
  </>
);

function Bench({ dossierId, scans }: { dossierId: string; scans: ScanOutput }) {
  const pages = placed(scans.items);
  const book = useVerdicts(dossierId, pages);
  const [isReturning, setReturning] = useState(false);
  const { spread, toggle } = useSpread();
  const goTo = (page: PlacedPage) => {
    setReturning(false);
    book.keepPlace(page);
  };
  const { current, open, step } = useWalk(pages, book.begunAt ?? book.waiting[0]?.id, goTo, 1);
  const view = useView(current?.id ?? '');
  const onWaiting = (act: (page: PlacedPage) => void) => () => {
    if (current?.state === 'processed') act(current);
    else announce('这一页不在待质检之列');
  };
  const goOn = (from: PlacedPage) => {
    const left = book.waiting.filter((page) => page.id !== from.id && !book.verdictOf(page));
    const next = left.find(({ place }) => place > from.place) ?? left[0];
    setReturning(false);
    if (next) open(next);
    else announce('全部页面已判定，按 Ctrl + 回车提交');
  };
  const actions = {
    pass: onWaiting((page) => {
      book.give(page, 'pass');
      goOn(page);
    }),
    startReturn: onWaiting(() => setReturning(true)),
    finishReturn: (defects: Parameters<VerdictBook['give']>[2]) =>
      onWaiting((page) => {
        book.give(page, 'return', defects);
        goOn(page);
      })(),
    cancelReturn: () => setReturning(false),
    undo: () => {
      const page = current && book.undo(current);
      if (page) open(page);
    },
    send: () => {
      if (book.judged.length > 0 && !book.isPending) book.send();
    },
  };
  useShortcut(' ', '合格并到下一页', actions.pass);
  useShortcut('p', '合格并到下一页', actions.pass);
  useShortcut('r', '退回：再按数字键选缺陷', actions.startReturn);
  useShortcut('u', '撤销本页或上一个结论', actions.undo);
  useShortcut('mod+Enter', '提交全部结论', actions.send);
  if (!current) return null;
  return (
    <div className="page">
      <ScanHead dossierId={dossierId} state={scans.scan.state}>
        <PageWalk {...{ current, step, pageCount: pages.length }} />
        <ViewTools {...{ view, spread, toggle }} />
      </ScanHead>
      <div className="viewer viewer-inspect sheet">
        <Filmstrip {...{ pages, current, open, markOf: markIn(book) }} />
        <div className="viewer-page">
          <Stage {...{ pages, current, view, spread }} />
        </div>
        <VerdictPanel {...{ page: current, book, isReturning, actions }} />
      </div>
    </div>
  );
}

/** On each thumbnail: the verdict, or that there is something to look at. */
const markIn = (book: VerdictBook) => (page: PlacedPage) => {
  const verdict = book.verdictOf(page)?.verdict;
  if (verdict === 'pass' || page.state === 'passed') return { words: '合格', tint: 'mark-verified' };
  if (verdict === 'return' || page.state === 'returned') return { words: '退回', tint: 'mark-vermilion' };
  return page.hints.length > 0 ? { words: '提示', tint: 'mark-amber' } : undefined;
};
