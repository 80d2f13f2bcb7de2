import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useRef, useState } from 'react';
import { find } from '../../../../../modules/search/contract.ts';
import { call } from '../../../../call.ts';
import { IssueList, refusalOf } from '../../../parts/IssueList.tsx';

const WAIT_MS = 200;
const MOST = 8;

const questionOf = (text: string) => ({
  queryKey: [find.name, text, MOST],
  queryFn: () => call(find, { text, limit: MOST }),
  staleTime: 5000,
});

/** Finds a registered dossier by whatever is known of the person; arrows choose, Enter takes. A scanner's Enter is understood. */
export function PickDossier({ pick }: { pick: (dossierId: string) => void }) {
  const queries = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const [at, setAt] = useState(0);
  const { data, error } = useQuery({ ...questionOf(asked), enabled: asked !== '', placeholderData: (before) => before });
  const hits = asked === '' ? [] : (data?.groups.flatMap((group) => group.hits) ?? []).slice(0, MOST);
  const type = (typed: string) => {
    setText(typed);
    setAt(0);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setAsked(typed.trim()), WAIT_MS);
  };
  const keyDown = async (event: KeyboardEvent<HTMLInputElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && step === undefined)) return;
    event.preventDefault();
    if (step !== undefined) return hits.length > 0 && setAt((at + step + hits.length) % hits.length);
    const typed = event.currentTarget.value.trim();
    if (typed === '') return undefined;
    const answer = await queries.fetchQuery(questionOf(typed)).catch(() => undefined); // the query shows the error
    const found = answer?.groups.flatMap((group) => group.hits) ?? [];
    const hit = found[at] ?? found[0];
    setAsked(typed);
    return hit && pick(hit.dossierId);
  };
  const chosen = hits[at] ?? hits[0];
  return (
    <div className="pick-dossier">
      <input
        id="loose-dossier"
        className="field field-wide"
        role="combobox"
        aria-label="查找档案"
        aria-expanded={hits.length > 0}
        aria-controls="loose-hits"
        aria-activedescendant={chosen ? `pick-${chosen.dossierId}` : undefined}
        placeholder="姓名、拼音、证件号、档号或卷条码"
        maxLength={100}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => void keyDown(event)}
      />
      {error ? <IssueList refusal={refusalOf(error)} /> : null}
      {data && asked !== '' && hits.length === 0 ? <p className="find-none">没有查到；未登记的人员请先登记，再分配散页。</p> : null}
      <div className="find-list" id="loose-hits" role="listbox" aria-label="查到的档案">
        {hits.map((hit) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the box
          <div
            key={hit.dossierId}
            id={`pick-${hit.dossierId}`}
            className="find-hit"
            role="option"
            tabIndex={-1}
            aria-selected={hit === chosen}
            onClick={() => pick(hit.dossierId)}
          >
            <strong>{hit.personName}</strong>
            <span className="code small">{hit.idNumber}</span>
            <span className="code small">{hit.referenceCode}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
