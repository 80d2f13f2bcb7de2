import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { maskNumbers } from '../../../../core/mask-numbers.ts';
import { Drawer } from '../../parts/Drawer.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { formatInstant } from '../../parts/format.ts';
import { IssueTable } from './ImportIssues.tsx';
import { type ImportRow, ImportTag, profileWords } from './import-columns.tsx';
import { sizeWords } from './size-words.ts';

type Props = { row: ImportRow; close: () => void; accept: (row: ImportRow) => void; discard: (row: ImportRow) => void };

/** All that was found in one package, and what to do with it. */
export function ImportDrawer({ row, close, accept, discard }: Props) {
  const { fileName, state, issues, pageCount, sizeBytes, receivedAt, receivedBy, dossierId, profile } = row;
  return (
    <Drawer title={maskNumbers(fileName)} close={close}>
      <div className="drawer-note drawer-facts">
        <ImportTag state={state} />
        <span>
          按{profileWords[profile]}标准检查，{pageCount} 页，{sizeWords(sizeBytes)}；{formatInstant(receivedAt)} {receivedBy}
        </span>
        {dossierId ? (
          <Link to="/dossiers/$dossierId" params={{ dossierId } as never} className="quiet-link">
            档案详情
          </Link>
        ) : null}
      </div>
      <div className="list-scroll">
        {issues.length > 0 ? (
          <IssueTable {...{ issues, fileName }} />
        ) : (
          <EmptyState title="没有发现问题">目录与图像逐件相符，图像符合接收标准。</EmptyState>
        )}
      </div>
      <div className="foot-actions">
        <span className="muted">{advice[state]}</span>
        {state === 'ready' ? (
          <div className="foot-end">
            <Button danger onClick={() => discard(row)}>
              放弃
            </Button>
            <Button type="primary" onClick={() => accept(row)}>
              接收
            </Button>
          </div>
        ) : null}
      </div>
    </Drawer>
  );
}

const advice = {
  refused: '请扫描单位按以上问题改正后重新打包导入',
  ready: '接收后目录写入档案，图像开始处理',
  accepted: '已接收，目录与图像已写入档案',
} as const;
