import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { Overlay } from '../parts/Overlay.tsx';
import { type Found, type Hit, type SearchContext, searchSources } from '../search-sources.ts';
import { type Session, useSignOut } from '../session.ts';

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
  const found = useFound(text, context);
  const hits = found.flatMap((group) => group.hits);
  const run = (hit: Hit | undefined) => {
    if (!hit) return;
    close();
    hit.run();
  };
  // a scanner's Enter comes before the list has followed: ask again for what stands in the box
  const runFor = async (asked: string) => {
    const fresh = (await findAll(asked, context)).flatMap((group) => group.hits);
    run(fresh[at] ?? fresh[0]);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) void runFor(event.currentTarget.value);
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
      {hits.length === 0 ? (
        <p className="find-none">没有找到“{text}”。可以试姓名、拼音、证件号后四位、存档编号、材料名称或页面名称。</p>
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

/** What every source found for `text`; an answer that comes after a newer question is dropped. */
function useFound(text: string, context: SearchContext): readonly Found[] {
  const [found, setFound] = useState<readonly Found[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once per text; the context does not change while the box is open
  useEffect(() => {
    const question = { isStale: false };
    void findAll(text, context).then((groups) => !question.isStale && setFound(groups));
    return () => {
      question.isStale = true;
    };
  }, [text]);
  return found;
}

async function findAll(text: string, context: SearchContext): Promise<readonly Found[]> {
  const groups = await Promise.all(searchSources.map((source) => source(text.trim(), context)));
  return groups.flat().filter(({ hits }) => hits.length > 0);
}
