import { useEffect, useRef } from 'react';
import { getPageThumb } from '../../../../modules/access/contract.ts';
import { addressOf } from '../../../call.ts';
import { byCategory, categoryWords, itemCode } from './category-words.ts';
import type { PlacedPage } from './usePages.ts';
import { stayFocused } from './ViewTools.tsx';

type Mark = { words: string; tint: string };
type Props = {
  pages: readonly PlacedPage[];
  current: PlacedPage;
  open: (page: PlacedPage) => void;
  /** What is said of a page below its thumbnail, in two characters. */
  markOf?: (page: PlacedPage) => Mark | undefined;
};

/** 影像清单: thumbnails by category and item. One stop of the Tab key; J and K walk. */
export function Filmstrip({ pages, current, open, markOf }: Props) {
  const chosen = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the thumbnail of another page is another element
  useEffect(() => {
    void chosen.current?.scrollIntoView({ block: 'nearest' });
  }, [current.id]);
  const thumb = (page: PlacedPage) => {
    const isCurrent = page.id === current.id;
    const mark = markOf?.(page);
    return (
      <li key={page.id}>
        <button
          type="button"
          ref={isCurrent ? chosen : undefined}
          className="thumb"
          tabIndex={isCurrent ? 0 : -1}
          aria-current={isCurrent ? 'page' : undefined}
          onMouseDown={stayFocused}
          onClick={() => open(page)}
        >
          <Thumb page={page} />
          <span className="unseen">
            {itemCode(page.item)} {page.item.title}
          </span>
          <span className="thumb-line">
            {page.ordinal}
            {mark ? <span className={`thumb-mark ${mark.tint}`}>{mark.words}</span> : null}
          </span>
        </button>
      </li>
    );
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <nav className="filmstrip" aria-label="影像清单" tabIndex={0}>
      {byCategory([...Map.groupBy(pages, ({ item }) => item)].map(([item, own]) => ({ ...item, own }))).map(([code, items]) => (
        <section key={code} aria-label={categoryWords(code).title}>
          <h2 title={categoryWords(code).title}>{categoryWords(code).short}</h2>
          {items.map((item) => (
            <div key={item.id}>
              <h3 title={item.title}>
                <span className="code">{itemCode(item)}</span> {item.title}
              </h3>
              <ol>{item.own.map(thumb)}</ol>
            </div>
          ))}
        </section>
      ))}
    </nav>
  );
}

/** A page that is not processed yet has no thumbnail. */
export const Thumb = ({ page: { id, state, version } }: { page: Pick<PlacedPage, 'id' | 'state' | 'version'> }) =>
  state === 'imported' ? (
    <span className="thumb-none">处理中</span>
  ) : (
    <img key={version} src={addressOf(getPageThumb, { pageId: id })} alt="" loading="lazy" draggable={false} />
  );
