import { type ReactNode, useEffect, useRef } from 'react';
import { getPageThumb } from '../../../../modules/access/contract.ts';
import { addressOf } from '../../../call.ts';
import { byCategory, categoryWords, itemCode, pageWords } from './category-words.ts';
import type { PlacedPage } from './usePages.ts';
import { stayFocused } from './ViewTools.tsx';

type Mark = { sign: ReactNode; words: string; tint: string };
type Props = {
  pages: readonly PlacedPage[];
  current: PlacedPage;
  open: (page: PlacedPage) => void;
  /** A sign on the corner of a thumbnail, with its words for who cannot see it. */
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
          aria-label={[pageWords(page), mark?.words].filter(Boolean).join('，')}
          onMouseDown={stayFocused}
          onClick={() => open(page)}
        >
          <Thumb page={page} />
          <span className="thumb-number">{page.ordinal}</span>
          {mark ? <span className={`thumb-mark ${mark.tint}`}>{mark.sign}</span> : null}
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
