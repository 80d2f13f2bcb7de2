import { useId, useState } from 'react';
import type { Issue } from '../../../../../core/problem.ts';
import { getLooseThumb } from '../../../../../modules/access/contract.ts';
import { suggestTitles } from '../../../../../modules/catalogue/rules/lexicon.ts';
import { addressOf } from '../../../../call.ts';
import { CodeSelect } from '../../../parts/CodeSelect.tsx';
import { IssueText } from '../../../parts/IssueText.tsx';
import { categoryTable } from './category-table.ts';
import type { LooseChange, LooseRow } from './loose-draft.ts';

type Props = {
  row: LooseRow;
  number: number;
  /** What a finished catalogue says. */
  pageCount: number | undefined;
  chosenCount: number;
  issues: readonly Issue[];
  nameOf: (pageId: string) => string;
  change: (change: LooseChange) => void;
  put: (key: string) => void;
};

/** One row: what it is, and its pages in order. */
export function LooseRowCard({ row, number, pageCount, chosenCount, issues, nameOf, change, put }: Props) {
  const label = `第 ${number} 行`;
  const { key, pageIds } = row;
  const isFull = pageCount !== undefined && pageIds.length === pageCount;
  return (
    <li className="loose-row" aria-label={label}>
      <div className="loose-row-line">
        <span className="loose-number">第 {number} 行</span>
        {row.itemId ? (
          <span className="loose-row-title">
            <span className="code">{row.categoryCode}</span> {row.title}　<span className="muted">{row.formedOn}</span>
          </span>
        ) : (
          <TypedFields {...{ row, label, change }} />
        )}
        <span className={isFull ? 'tag tag-verified' : 'tag'}>
          {pageCount === undefined ? `${pageIds.length} 页` : `${pageIds.length}/${pageCount} 页`}
        </span>
        <button type="button" className="plain-button" disabled={chosenCount === 0} aria-label={`放入${label}`} onClick={() => put(key)}>
          放入
        </button>
        {row.itemId ? null : (
          <button
            type="button"
            className="plain-button"
            aria-label={`删除${label}，页面放回托盘`}
            onClick={() => change({ kind: 'remove', key })}
          >
            删除
          </button>
        )}
      </div>
      {issues.length > 0 ? (
        <ul className="short-issues">
          {issues.map((issue) => (
            <li key={`${issue.path} ${issue.message}`} className={issue.severity === 'warning' ? 'warning' : undefined}>
              <IssueText issue={issue} />
            </li>
          ))}
        </ul>
      ) : null}
      {pageIds.length > 0 ? <Strip {...{ pageIds, label, nameOf, change }} /> : null}
    </li>
  );
}

function TypedFields({ row: { key, categoryCode, title, formedOn }, label, change }: Pick<Props, 'row' | 'change'> & { label: string }) {
  const list = useId();
  const write = (fields: Partial<Pick<LooseRow, 'categoryCode' | 'title' | 'formedOn'>>) => change({ kind: 'write', key, fields });
  return (
    <span className="loose-fields">
      <span title="类号">
        <CodeSelect
          {...{
            table: categoryTable,
            isCoded: true,
            none: '类号',
            value: categoryCode,
            id: `category-${key}`,
            'aria-label': `${label}类号`,
          }}
          onChange={(code) => write({ categoryCode: code ?? '' })}
        />
      </span>
      <input
        {...{
          className: 'field',
          'aria-label': `${label}材料名称`,
          placeholder: '材料名称',
          maxLength: 200,
          value: title,
          list,
          id: `title-${key}`,
        }}
        onChange={({ target }) => write({ title: target.value })}
      />
      <datalist id={list}>
        {suggestTitles(title, '2018', categoryCode).map((suggestion) => (
          <option key={suggestion.title} value={suggestion.title} />
        ))}
      </datalist>
      <input
        {...{
          className: 'field',
          'aria-label': `${label}材料形成时间`,
          placeholder: '形成时间，如 20030712',
          maxLength: 20,
          value: formedOn,
        }}
        onChange={({ target }) => write({ formedOn: target.value })}
      />
    </span>
  );
}

type StripProps = Pick<Props, 'nameOf' | 'change'> & { pageIds: readonly string[]; label: string };

/** The pages of a row in their order; the one that is pointed at can be moved or taken back, by arrow keys and Delete as well. */
function Strip({ pageIds, label, nameOf, change }: StripProps) {
  const [pointed, point] = useState<string>();
  const at = pageIds.indexOf(pointed ?? '');
  const move = (pageId: string, by: 1 | -1) => change({ kind: 'move', pageId, by });
  const back = (pageId: string) => change({ kind: 'takeBack', pageIds: [pageId] });
  return (
    <div className="loose-strip">
      {pageIds.map((pageId, place) => (
        <button
          key={pageId}
          type="button"
          className="loose-mini"
          aria-pressed={pageId === pointed}
          aria-label={`${label}第 ${place + 1} 页：${nameOf(pageId)}`}
          title={nameOf(pageId)}
          onClick={() => point(pageId === pointed ? undefined : pageId)}
          onKeyDown={(event) => {
            const by = ({ ArrowLeft: -1, ArrowRight: 1 } as const)[event.key as 'ArrowLeft' | 'ArrowRight'];
            if (event.altKey && by) move(pageId, by);
            else if (event.key === 'Delete' || event.key === 'Backspace') back(pageId);
            else return;
            event.preventDefault();
          }}
        >
          <img src={addressOf(getLooseThumb, { pageId })} alt="" loading="lazy" draggable={false} />
        </button>
      ))}
      {pointed !== undefined && at >= 0 ? (
        <span className="loose-strip-tools">
          <button type="button" className="plain-button" disabled={at === 0} onClick={() => move(pointed, -1)}>
            前移
          </button>
          <button type="button" className="plain-button" disabled={at === pageIds.length - 1} onClick={() => move(pointed, 1)}>
            后移
          </button>
          <button type="button" className="plain-button" onClick={() => back(pointed)}>
            取回
          </button>
        </span>
      ) : null}
    </div>
  );
}
