import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react';
import { getLooseThumb } from '../../../../../modules/access/contract.ts';
import { addressOf } from '../../../../call.ts';
import { choose, type LooseSelection, stepTo } from './loose-selection.ts';
import { pageName, type TrayPage } from './useTray.ts';

type Props = {
  pages: readonly TrayPage[];
  selection: LooseSelection;
  onSelect: (selection: LooseSelection) => void;
  look: (id: string) => void;
};

/** The pages that have no place yet, as thumbnails. One stop of the Tab key; arrows walk, Shift takes along, Space chooses, Enter looks. */
export function LooseTray({ pages, selection, onSelect, look }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const ids = pages.map(({ id }) => id);
  const at = selection.at !== undefined && ids.includes(selection.at) ? selection.at : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place is another element
  useEffect(() => {
    box.current?.querySelector('[data-at=true]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const click = (id: string) => (event: MouseEvent) => {
    box.current?.focus();
    onSelect(choose(selection, ids, id, event.shiftKey ? 'range' : 'add'));
  };
  const keyDown = (event: KeyboardEvent) => {
    const next = keyedTo(event, { ids, at, selection, columns: columnsOf(box.current) });
    if (next) onSelect(next);
    else if (event.key === 'Enter' && at !== undefined) look(at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={box}
      className="loose-grid"
      role="listbox"
      aria-multiselectable="true"
      aria-label="未分配散页"
      aria-activedescendant={at === undefined ? undefined : `loose-${at}`}
      tabIndex={0}
      onKeyDown={keyDown}
      onFocus={() => at === undefined && ids[0] !== undefined && onSelect({ ...selection, at: ids[0] })}
    >
      {pages.map((page) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the list
        <div
          key={page.id}
          id={`loose-${page.id}`}
          className="loose-page"
          role="option"
          tabIndex={-1}
          aria-selected={selection.chosen.has(page.id)}
          data-at={page.id === at}
          title={titleOf(page)}
          onClick={click(page.id)}
          onDoubleClick={() => look(page.id)}
        >
          <img src={addressOf(getLooseThumb, { pageId: page.id })} alt="" loading="lazy" draggable={false} />
          <span className="loose-name">
            <span>{page.fileName}</span>
            {page.pageCount > 1 ? <span>第 {page.pageNumber} 页</span> : null}
          </span>
          {page.issues.length > 0 ? <span className="thumb-mark mark-amber">提示</span> : null}
        </div>
      ))}
    </div>
  );
}

type Place = { ids: readonly string[]; at: string | undefined; selection: LooseSelection; columns: number };

function keyedTo({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent, { ids, at, selection, columns }: Place): LooseSelection | undefined {
  if ((ctrlKey || metaKey) && key.toLowerCase() === 'a') return { ...selection, chosen: new Set(ids) };
  if (key === ' ' && at !== undefined) return choose(selection, ids, at, shiftKey ? 'range' : 'add');
  if (key === 'Escape' && selection.chosen.size > 0) return { ...selection, chosen: new Set() };
  const to = stepTo(ids, at, key, columns);
  if (to === undefined) return undefined;
  return shiftKey ? choose(selection, ids, to, 'range') : { ...selection, at: to, from: to };
}

/** How many stand side by side, as the browser laid them out. */
function columnsOf(box: HTMLElement | null): number {
  return box ? getComputedStyle(box).gridTemplateColumns.split(' ').length : 1;
}

const titleOf = (page: TrayPage): string =>
  [
    `${pageName(page)}　${page.widthPx}×${page.heightPx}，${page.dpi === null ? '未注明分辨率' : `${page.dpi} dpi`}`,
    `${page.receivedBy} 接收`,
  ]
    .concat(page.issues.map(({ message }) => message))
    .join('\n');
