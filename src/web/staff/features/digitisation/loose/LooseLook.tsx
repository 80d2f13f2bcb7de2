import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { getLooseImage } from '../../../../../modules/access/contract.ts';
import { takings } from '../../../../../modules/digitisation/rules.ts';
import { addressOf } from '../../../../call.ts';
import { Overlay } from '../../../parts/Overlay.tsx';
import { sizeWords } from '../size-words.ts';
import { pageName, type TrayPage } from './useTray.ts';

type Props = {
  page: TrayPage;
  isChosen: boolean;
  step: (by: 1 | -1) => void;
  toggle: () => void;
  close: () => void;
};

/** One page of the tray, large; keys walk on and choose without going back. */
export function LooseLook({ page, isChosen, step, toggle, close }: Props) {
  const [isWide, setWide] = useState(false);
  const image = useRef<HTMLElement>(null);
  useEffect(() => image.current?.focus(), []); // else Space would press the first button
  const keys = new Map([
    ...['ArrowRight', 'j'].map((key) => [key, () => step(1)] as const),
    ...['ArrowLeft', 'k'].map((key) => [key, () => step(-1)] as const),
    ...([['w', () => setWide(true)] as const, ['f', () => setWide(false)], [' ', toggle], ['Enter', close]] as const),
  ]);
  const keyDown = (event: KeyboardEvent) => {
    const run = event.target instanceof HTMLButtonElement && [' ', 'Enter'].includes(event.key) ? undefined : keys.get(event.key);
    if (!run) return;
    event.preventDefault();
    run();
  };
  const dpi = page.dpi === null ? '未注明分辨率' : `${page.dpi} dpi`;
  return (
    <Overlay label={`散页：${pageName(page)}`} close={close}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the whole dialog */}
      <div className="loose-look" onKeyDown={keyDown}>
        <div className="viewer-line">
          <strong>{pageName(page)}</strong>
          <span className="muted">
            {page.widthPx}×{page.heightPx}　{dpi}　{sizeWords(page.sizeBytes)}　{takings[page.taking]}
          </span>
          <span className="loose-look-tools">
            <button type="button" className="view-tool" onClick={() => step(-1)}>
              上一页 <kbd>←</kbd>
            </button>
            <button type="button" className="view-tool" onClick={() => step(1)}>
              下一页 <kbd>→</kbd>
            </button>
            <button type="button" className="view-tool" aria-pressed={isWide} onClick={() => setWide(!isWide)}>
              {isWide ? '整页' : '放大'} <kbd>{isWide ? 'F' : 'W'}</kbd>
            </button>
            <button type="button" className="view-tool" aria-pressed={isChosen} onClick={toggle}>
              {isChosen ? '取消选择' : '选择'} <kbd>空格</kbd>
            </button>
            <button type="button" className="view-tool" onClick={close}>
              关闭 <kbd>Esc</kbd>
            </button>
          </span>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section ref={image} className={isWide ? 'loose-image loose-image-wide' : 'loose-image'} aria-label="页面图像" tabIndex={0}>
          <img key={page.id} src={addressOf(getLooseImage, { pageId: page.id })} alt={pageName(page)} draggable={false} />
        </section>
      </div>
    </Overlay>
  );
}
