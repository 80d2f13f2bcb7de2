import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useEffectEvent, useState } from 'react';
import { Overlay } from '../parts/Overlay.tsx';
import { type Hit, type SearchContext, searchSources } from '../search-sources.ts';
import { type Session, useSignOut } from '../session.ts';

type Found = { title: string; hits: readonly Hit[] };

/** One box for everything: type, arrow keys, Enter. A scanner's Enter opens the first hit. */
export function CommandBox({ session, close }: { session: Session; close: () => void }) {
  const navigate = useNavigate();
  const signOut = useSignOut();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const context: SearchContext = {
    session,
    open: (address) => void navigate({ href: address }),
    signOut: (everywhere) => void signOut(everywhere),
  };
  const { found, isAsking } = useFound(text, context);
  const hits = found.flatMap((group) => group.hits);
  const run = (hit: Hit | undefined) => {
    if (!hit) return;
    close();
    hit.run();
  };
  const [isWaiting, setWaiting] = useState(false);
  const runFirst = useEffectEvent(() => run(hits[0]));
  useEffect(() => {
    if (!isWaiting || isAsking) return;
    setWaiting(false);
    runFirst(); // Enter came before the answer, as a scanner's does
  }, [isWaiting, isAsking]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) isAsking ? setWaiting(true) : run(hits[at] ?? hits[0]);
    else if (step !== undefined && hits.length > 0) setAt((at + step + hits.length) % hits.length);
    else return;
    event.preventDefault();
  };
  const chosen = hits[at] ?? hits[0];
  return (
    <Overlay label="查找" close={close}>
      <input
        className="find-input"
        role="combobox"
        aria-label="查找档案、页面、命令、邮件号"
        aria-expanded="true"
        aria-controls="found"
        aria-activedescendant={chosen ? `hit ${chosen.id}`.replaceAll(' ', '-') : undefined}
        placeholder="姓名、证件号、存档编号、页面名称，或扫描条码"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <Hits found={found} chosen={chosen} run={run} />
      {hits.length === 0 && !isAsking ? (
        <p className="find-none">没有找到“{text}”。可以试姓名、拼音首字母、证件号后四位、存档编号或页面名称。</p>
      ) : null}
    </Overlay>
  );
}

const Hits = ({ found, chosen, run }: { found: readonly Found[]; chosen: Hit | undefined; run: (hit: Hit) => void }) => (
  <div className="find-list" id="found" role="listbox" aria-label="查到的内容">
    {found.map((group) => (
      // biome-ignore lint/a11y/useSemanticElements: a group of options
      <div key={group.title} role="group" aria-label={group.title}>
        <div className="find-title" aria-hidden="true">
          {group.title}
        </div>
        {group.hits.map((hit) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: keys go to the combobox
          <div
            key={hit.id}
            id={`hit ${hit.id}`.replaceAll(' ', '-')}
            role="option"
            aria-selected={hit === chosen}
            className="find-hit"
            onClick={() => run(hit)}
          >
            <span>{hit.title}</span>
            {hit.detail ? <kbd>{hit.detail}</kbd> : null}
          </div>
        ))}
      </div>
    ))}
  </div>
);

const WAIT_MS = 120;

/** What every source found for `text`, a moment after the last key; an answer that comes after a newer question is dropped. */
function useFound(text: string, context: SearchContext): { found: readonly Found[]; isAsking: boolean } {
  const [answer, setAnswer] = useState<{ text: string; found: readonly Found[] }>({ text: '', found: [] });
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once per text; the context does not change while the box is open
  useEffect(() => {
    const question = { isStale: false };
    const ask = async ({ title, find }: (typeof searchSources)[number]): Promise<Found> => ({
      title,
      hits: await find(text.trim(), context),
    });
    const timer = setTimeout(
      () => {
        const asked = searchSources.map((source) => ask(source).catch(() => ({ title: source.title, hits: [] })));
        void Promise.all(asked).then(
          (groups) => !question.isStale && setAnswer({ text, found: groups.filter(({ hits }) => hits.length > 0) }),
        );
      },
      text === '' ? 0 : WAIT_MS,
    );
    return () => {
      question.isStale = true;
      clearTimeout(timer);
    };
  }, [text]);
  return { found: answer.found, isAsking: answer.text !== text };
}
