import { Link } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useState } from 'react';
import { announce } from '../../../parts/announce.ts';
import { Sheet } from '../../../parts/Sheet.tsx';
import { useScansChanged } from '../usePages.ts';
import { LooseAssign } from './LooseAssign.tsx';
import { LooseIntake } from './LooseIntake.tsx';
import { LoosePane } from './LoosePane.tsx';
import { onTaken } from './loose-queue.ts';
import { noSelection } from './loose-selection.ts';
import { useLooseDraft } from './useLooseDraft.ts';
import { useTray, useTrayChanged } from './useTray.ts';
import '../../../styles/digitisation.css';
import '../../../styles/viewer.css';
import '../../../styles/loose.css';

type Done = { dossierId: string; pageCount: number; words: string };

/** 散页分配: scans that came by themselves, on the left, are put under the rows of a dossier's catalogue, on the right. */
export function Loose() {
  const tray = useTray();
  const changed = useTrayChanged();
  const scansChanged = useScansChanged();
  const arrived = useEffectEvent(changed);
  useEffect(() => onTaken(() => arrived()), []);
  const { draft, placed, change, clear } = useLooseDraft(tray);
  const [selection, setSelection] = useState(noSelection);
  const [done, setDone] = useState<Done>();
  const pages = tray.pages?.filter(({ id }) => !placed.has(id)) ?? [];
  const chosen = pages.flatMap(({ id }) => (selection.chosen.has(id) ? [id] : []));
  const deselect = () => setSelection((before) => ({ ...before, chosen: new Set() }));
  return (
    <Sheet isPaper={false} note="散页先进托盘，再逐件放入档案目录">
      <div className="loose">
        <div className="sheet loose-left">
          <LooseIntake />
          <LoosePane {...{ tray, pages, chosen, selection, onSelect: setSelection, placedCount: placed.size }} />
        </div>
        <div className="sheet loose-right">
          {done ? <Result done={done} /> : null}
          <LooseAssign
            {...{ draft, change, chosen, deselect, pages: tray.pages ?? [] }}
            onConflict={changed}
            onDone={(output) => {
              announce(`已分配 ${output.pageCount} 页，正在处理图像`);
              setDone(output);
              clear();
              changed();
              scansChanged();
            }}
          />
        </div>
      </div>
    </Sheet>
  );
}

const Result = ({ done: { dossierId, pageCount, words } }: { done: Done }) => (
  <div className="loose-done" role="status">
    <strong>已分配 {pageCount} 页</strong>
    <span>{words}，处理后进入质检</span>
    <Link to={'/digitisation/scans' as string}>数字化进度</Link>
    <Link to="/dossiers/$dossierId" params={{ dossierId } as never}>
      查看档案
    </Link>
  </div>
);
