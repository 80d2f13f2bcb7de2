import type { ShelfLine } from './useStocktake.ts';

/** The lines of a level: first what is not there yet, then what was seen. */
export function CountLines({
  lines,
  remove,
}: {
  lines: readonly ShelfLine[] | undefined;
  remove: ((barcode: string) => void) | undefined;
}) {
  if (!lines) return <p className="muted">正在读取…</p>;
  const ordered = [...lines.filter(({ isSeen }) => !isSeen), ...lines.filter(({ isSeen }) => isSeen)];
  return (
    <ul className="count-lines" aria-label="本层的卷">
      {ordered.map((line) => (
        <li key={line.barcode} className={line.isSeen ? 'seen' : undefined}>
          <span className="code">{line.barcode}</span>
          <span className="muted small">{wordsOf(line)}</span>
          {line.isSeen && remove ? (
            <button type="button" className="plain-button" aria-label={`撤去 ${line.barcode}`} onClick={() => remove(line.barcode)}>
              撤去
            </button>
          ) : null}
        </li>
      ))}
      {ordered.length === 0 ? <li className="muted">账面上这一层是空的；也没有扫到卷</li> : null}
    </ul>
  );
}

function wordsOf({ isSeen, isExpected, isOut, isDamaged, place, seenAt }: ShelfLine): string {
  if (isSeen) return `${isExpected ? '已扫' : `已扫，账面在 ${place ?? '（无）'}`}${isDamaged ? '，标签损坏' : ''}`;
  if (isOut) return '出库中';
  return seenAt ? `在 ${seenAt} 扫到` : `未扫${place ? `　位 ${place.slice(-3)}` : ''}`;
}
