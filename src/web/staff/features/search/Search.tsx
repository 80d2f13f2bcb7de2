import { type KeyboardEvent, useState } from 'react';
import { queryKinds } from '../../../../modules/search/rules.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { IssueList, refusalOf } from '../../parts/IssueList.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { Examples } from './Examples.tsx';
import { HitList } from './HitList.tsx';
import { type Answer, useSearch } from './useSearch.ts';
import '../../styles/search.css';

/** 查档: one box for whatever is known of a person or a paper; arrow keys choose, Enter opens the dossier. */
export function Search() {
  const { text, type, answer, error, isAsking, askNow, open } = useSearch();
  const [at, setAt] = useState(0);
  const hits = answer?.groups.flatMap((group) => group.hits) ?? [];
  const chosen = hits[at] ?? hits[0];
  const onKeyDown = async (event: KeyboardEvent<HTMLInputElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && step === undefined)) return;
    event.preventDefault();
    if (step !== undefined) return hits.length > 0 && setAt((at + step + hits.length) % hits.length);
    open(await askNow(event.currentTarget.value), at);
  };
  return (
    <Sheet note={answer ? summaryOf(answer) : '姓名、拼音、证件号、出生日期、编号、材料名称，想到什么填什么'}>
      <input
        className="find-input"
        role="combobox"
        // biome-ignore lint/a11y/noAutofocus: the page is this box
        autoFocus
        aria-label="查档"
        aria-expanded={hits.length > 0}
        aria-controls="search-hits"
        aria-activedescendant={chosen ? `hit-${chosen.dossierId}` : undefined}
        placeholder="填写后自动查找；↑↓ 选择，回车打开"
        maxLength={100}
        value={text}
        onChange={(event) => {
          type(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => void onKeyDown(event)}
      />
      <div className="list-scroll" aria-busy={isAsking}>
        {error ? (
          <div className="sheet-pad">
            <IssueList refusal={refusalOf(error)} />
          </div>
        ) : null}
        {text.trim() === '' ? <Examples /> : null}
        {answer && hits.length === 0 ? (
          <EmptyState title="没有查到">
            按{queryKinds[answer.kind]}查过。换一种已知的信息试试，例如证件号后四位、曾用名，或姓名中的一两个字。
          </EmptyState>
        ) : null}
        {answer ? <HitList groups={answer.groups} chosen={chosen} /> : null}
      </div>
      <div className="unseen" role="status">
        {answer ? summaryOf(answer) : ''}
      </div>
    </Sheet>
  );
}

const summaryOf = ({ kind, hitCount, groups }: Answer) =>
  `按${queryKinds[kind]}，列出 ${hitCount} 份${groups.some(({ isMore }) => isMore) ? '，还有未列出的，请填得更全' : ''}`;
