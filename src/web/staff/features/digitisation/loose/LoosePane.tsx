import { useState } from 'react';
import { discardLoose } from '../../../../../modules/digitisation/contract.ts';
import { announce } from '../../../parts/announce.ts';
import { EmptyState } from '../../../parts/EmptyState.tsx';
import { IssueList, refusalOf } from '../../../parts/IssueList.tsx';
import { ReasonDialog } from '../../../parts/ReasonDialog.tsx';
import { useShortcut } from '../../../parts/useShortcut.ts';
import { LooseLook } from './LooseLook.tsx';
import { LooseTray } from './LooseTray.tsx';
import { choose, type LooseSelection, stepTo } from './loose-selection.ts';
import { type TrayPage, type useTray, useTrayChanged } from './useTray.ts';

type Props = {
  tray: ReturnType<typeof useTray>;
  /** Those that have no place yet. */
  pages: readonly TrayPage[];
  placedCount: number;
  chosen: readonly string[];
  selection: LooseSelection;
  onSelect: (selection: LooseSelection) => void;
};

/** The tray with what can be done to its pages: looked at, chosen, discarded. */
export function LoosePane({ tray, pages, placedCount, chosen, selection, onSelect }: Props) {
  const changed = useTrayChanged();
  const [lookedId, look] = useState<string>();
  const [isDiscarding, setDiscarding] = useState(false);
  const ids = pages.map(({ id }) => id);
  const looked = pages.find(({ id }) => id === lookedId);
  const step = (by: 1 | -1) => {
    const to = stepTo(ids, lookedId, by === 1 ? 'ArrowRight' : 'ArrowLeft', 1);
    onSelect({ ...selection, at: to });
    look(to);
  };
  const all = () => onSelect({ ...selection, chosen: new Set(ids) });
  useShortcut('n', '选择散页文件', () => document.getElementById('loose-files')?.click());
  useShortcut('mod+a', '全选托盘', all);
  const button = (title: string, isOff: boolean, run: () => void, key?: string) => (
    <button type="button" className="plain-button" disabled={isOff} onClick={run}>
      {title} {key ? <kbd>{key}</kbd> : null}
    </button>
  );
  return (
    <>
      <div className="loose-bar">
        <span role="status">
          托盘 {tray.waitingCount} 页{placedCount > 0 ? `，右边已放 ${placedCount} 页` : ''}，已选 {chosen.length} 页
        </span>
        <span className="loose-bar-end">
          {button('全选', ids.length === 0, all, 'Ctrl+A')}
          {button('看大图', chosen.length === 0, () => look(chosen[0]), '回车')}
          {button('放弃…', chosen.length === 0, () => setDiscarding(true))}
        </span>
      </div>
      <IssueList refusal={tray.error ? refusalOf(tray.error) : undefined} />
      {ids.length === 0 && tray.isWhole ? <Nothing placedCount={placedCount} /> : <LooseTray {...{ pages, selection, onSelect, look }} />}
      {tray.hasNextPage ? button('再显示后面的页面', tray.isFetchingNextPage, () => void tray.fetchNextPage()) : null}
      {looked ? (
        <LooseLook
          {...{ page: looked, isChosen: selection.chosen.has(looked.id), step, close: () => look(undefined) }}
          toggle={() => onSelect(choose(selection, ids, looked.id, 'add'))}
        />
      ) : null}
      {isDiscarding ? (
        <ReasonDialog
          {...{ title: `放弃 ${chosen.length} 页`, verb: '放弃', isDangerous: true, operation: discardLoose, input: { pageIds: chosen } }}
          close={() => setDiscarding(false)}
          onDone={({ pageCount }) => {
            announce(`已放弃 ${pageCount} 页`);
            setDiscarding(false);
            onSelect({ ...selection, chosen: new Set() });
            changed();
          }}
        >
          所选页面从托盘中移除并记入台账；需要时可重新导入原文件。
        </ReasonDialog>
      ) : null}
    </>
  );
}

const Nothing = ({ placedCount }: { placedCount: number }) => (
  <EmptyState title={placedCount > 0 ? '托盘里的页面都放好了' : '托盘是空的'}>
    {placedCount > 0 ? '在右边核对顺序后提交。' : '把扫描的 JPEG、TIFF 或 PDF 拖到上面；命令行 import 导入的散页也在这里等待分配。'}
  </EmptyState>
);
