import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { type Defect, defects as defectTable, pageStates } from '../../../../modules/digitisation/rules.ts';
import { Facts } from '../../parts/Facts.tsx';
import { IssueList, refusalOf } from '../../parts/IssueList.tsx';
import { IssueText } from '../../parts/IssueText.tsx';
import { categoryWords, itemCode } from './category-words.ts';
import { ReturnChoice } from './ReturnChoice.tsx';
import type { PlacedPage } from './usePages.ts';
import type { VerdictBook } from './useVerdicts.ts';
import { stayFocused } from './ViewTools.tsx';

type Props = {
  page: PlacedPage;
  book: VerdictBook;
  isReturning: boolean;
  actions: {
    pass: () => void;
    startReturn: () => void;
    finishReturn: (defects: readonly Defect[]) => void;
    cancelReturn: () => void;
    undo: () => void;
    send: () => void;
  };
};

/** Right of the page: its row of the catalogue, what to look at, the verdict, and how far the dossier is. */
export function VerdictPanel({ page, book, isReturning, actions }: Props) {
  const { waiting, judged, isPending, error } = book;
  const verdict = book.verdictOf(page);
  const isWaiting = page.state === 'processed';
  return (
    <aside className="verdicts" aria-label="质检">
      <div className="verdicts-scroll">
        <PageFacts page={page} />
        <Hints page={page} />
        {isReturning ? (
          <ReturnChoice
            chosen={verdict?.defects ?? []}
            hinted={page.hints.map(({ defect }) => defect)}
            done={actions.finishReturn}
            cancel={actions.cancelReturn}
          />
        ) : (
          <section className="verdict" aria-label="结论">
            <Standing page={page} verdict={verdict} />
            {isWaiting ? (
              <div className="verdict-buttons">
                <button type="button" className="view-tool" onMouseDown={stayFocused} onClick={actions.pass}>
                  合格 <kbd>空格</kbd>
                </button>
                <button type="button" className="view-tool" onMouseDown={stayFocused} onClick={actions.startReturn}>
                  退回 <kbd>R</kbd>
                </button>
                <button type="button" className="view-tool" disabled={judged.length === 0} onMouseDown={stayFocused} onClick={actions.undo}>
                  撤销 <kbd>U</kbd>
                </button>
              </div>
            ) : null}
          </section>
        )}
      </div>
      <div className="verdicts-end">
        <IssueList refusal={error ? refusalOf(error, true) : undefined} />
        <Progress judgedCount={judged.length} waitingCount={waiting.length} />
        <Button type="primary" block disabled={judged.length === 0} loading={isPending} onClick={actions.send}>
          {judged.length === 0 ? '提交结论' : `提交 ${judged.length} 页结论`}
        </Button>
        <p className="muted small">
          <kbd>Ctrl</kbd> <kbd>回车</kbd> 提交，<kbd>?</kbd> 全部快捷键
        </p>
      </div>
    </aside>
  );
}

const PageFacts = ({ page }: { page: PlacedPage }) => (
  <section aria-label="目录行">
    <h2>{page.item.title}</h2>
    <Facts
      isDense
      facts={[
        [
          '类号',
          <span key="code" title={categoryWords(page.item.categoryCode).title}>
            {itemCode(page.item)}
          </span>,
        ],
        ['形成时间', page.item.formedOn],
        ['页数', `第 ${page.ordinal} 页，目录 ${page.item.pageCount} 页`],
        ['图像', `${page.widthPx}×${page.heightPx}${page.dpi ? `，${page.dpi} dpi` : ''}`],
        ['文件', page.fileName],
      ]}
    />
  </section>
);

const Hints = ({ page: { hints } }: { page: PlacedPage }) =>
  hints.length === 0 ? (
    <p className="muted">图像检测没有发现疑点。</p>
  ) : (
    <ul className="hints" aria-label="检测提示">
      {hints.map(({ defect, message, rule }) => (
        <li key={defect}>
          <IssueText issue={{ path: '', message, severity: 'warning', ...(rule ? { rule } : {}) }} />
        </li>
      ))}
    </ul>
  );

/** What was said of the page: by this inspector now, or before. */
function Standing({ page, verdict }: { page: PlacedPage; verdict: ReturnType<VerdictBook['verdictOf']> }) {
  const isReturned = verdict ? verdict.verdict === 'return' : page.state === 'returned';
  const isPassed = verdict ? verdict.verdict === 'pass' : page.state === 'passed';
  const words = verdict ? (isPassed ? '合格' : '退回') : pageStates[page.state];
  const why = verdict ? verdict.defects : page.defects;
  return (
    <p role="status">
      <span className={isPassed ? 'tag tag-verified' : isReturned ? 'tag tag-vermilion' : 'tag'}>{words}</span>{' '}
      {why.map((defect) => defectTable[defect].zh).join('、')}
      {verdict ? <span className="muted">（未提交）</span> : null}
    </p>
  );
}

const Progress = ({ judgedCount, waitingCount }: { judgedCount: number; waitingCount: number }) => (
  <div className="verdicts-progress">
    <span className="bar" aria-hidden="true">
      <span style={{ width: `${waitingCount === 0 ? 0 : (judgedCount / waitingCount) * 100}%` }} />
    </span>
    <span role="status">
      已判 {judgedCount}/{waitingCount}
    </span>
  </div>
);

/** Where to go from a dossier with nothing to inspect. */
export const ToScans = () => <Link to={'/digitisation/scans' as string}>到数字化进度</Link>;
