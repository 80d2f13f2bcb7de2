import { Button } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import type { Issue } from '../../../../core/problem.ts';
import { dayOf } from '../../../../core/time.ts';
import { completeCatalogue } from '../../../../modules/catalogue/contract.ts';
import { sumItems } from '../../../../modules/catalogue/rules/item.ts';
import { checkCatalogue } from '../../../../modules/catalogue/rules.ts';
import { type Scheme, schemes } from '../../../../modules/packages/categories.ts';
import { IssueList } from '../../parts/IssueList.tsx';
import { ReasonDialog } from '../../parts/ReasonDialog.tsx';
import { useDraft } from '../../parts/useDraft.ts';
import { CatalogueHead } from './CatalogueHead.tsx';
import { CategoryHint } from './CategoryHint.tsx';
import { Conflict } from './Conflict.tsx';
import { EditorTools } from './EditorTools.tsx';
import { Grid } from './Grid.tsx';
import { type Catalogue, type Draft, filledOf, labelsOf, rowOf, type SentItem } from './grid-rows.ts';
import { Issues } from './Issues.tsx';
import { keptDraft } from './kept-draft.ts';
import { PrintButton } from './PrintButton.tsx';
import { issuesByRow } from './row-issues.ts';
import { SaveStatus } from './SaveStatus.tsx';
import { draftName, useAutosave } from './useAutosave.ts';
import { useCatalogueChanged } from './useCatalogue.ts';
import { useCompletion } from './useCompletion.ts';
import { useRows } from './useRows.ts';

/** The grid in which an arranger types a catalogue: checked as it is typed, saved as it is typed, completed once. */
export function Editor({ catalogue, draft }: { catalogue: Catalogue; draft: Draft }) {
  const { dossierId, person } = catalogue;
  const { initial } = useDraft(draftName(dossierId));
  const [opened] = useState(() => openedFrom(draft, initial));
  const edit = useRows(() => opened.items.map(rowOf));
  const [scheme, setScheme] = useState<Scheme>(opened.scheme);
  const { items, keys } = filledOf(edit.rows);
  const autosave = useAutosave(dossierId, { scheme, items }, opened);
  const changed = useCatalogueChanged();
  const checked = useDeferredValue(items);
  const issues = useMemo(() => check(checked, scheme, person), [checked, scheme, person]);
  const byRow = issuesByRow(issues, keys);
  const { itemCount, pageCount } = sumItems(items.map(asItem));
  const labels = labelsOf(edit.rows);
  const { refusal, setRefusal, warnings, putAway, done, complete } = useCompletion({
    ...{ dossierId, autosave, changed, firstKey: edit.rows[0]?.key ?? '' },
    hasErrors: issues.some(({ severity }) => severity !== 'warning'),
    examine: () => ({ keys, issues: check(items, scheme, person) }),
  });

  const { shown } = autosave;
  return (
    <div className="page">
      <CatalogueHead catalogue={catalogue} state={catalogue.state === 'waiting' && items.length > 0 ? 'drafting' : catalogue.state}>
        <SaveStatus shown={shown} />
        <PrintButton dossierId={dossierId} title="打印草稿" isDisabled={items.length === 0} before={autosave.save} onRefused={setRefusal} />
        <Button type="primary" title="Ctrl+回车" onClick={() => void complete()}>
          整理完成
        </Button>
      </CatalogueHead>
      <div className="sheet">
        <IssueList refusal={refusal} />
        <EditorTools edit={edit}>
          <label>
            分类版本
            <select className="field" value={scheme} onChange={(event) => setScheme(event.target.value as Scheme)}>
              {schemes.map((each) => (
                <option key={each} value={each}>
                  {each === '2009' ? '2009 年规定' : '2018 年条例'}
                </option>
              ))}
            </select>
          </label>
        </EditorTools>
        <div className="arranging">
          <Grid rows={edit.rows} issuesByRow={byRow} scheme={scheme} edit={edit} />
          <Issues issuesByRow={byRow} rows={edit.rows.map(({ key }, at) => ({ key, label: labels.get(key) ?? `第 ${at + 1} 行` }))} />
        </div>
        <div className="foot-actions">
          <strong>
            合计 {itemCount} 件 {pageCount} 页
          </strong>
          <CategoryHint rows={edit.rows} scheme={scheme} />
        </div>
      </div>
      {shown.state === 'conflict' ? (
        <Conflict
          {...{ dossierId, mine: items, refusal: shown.refusal, leave: changed }}
          keepMine={(version) => autosave.resolve(version)}
          takeTheirs={(theirs) => {
            const rows = theirs.items.map(rowOf);
            edit.send({ type: 'load', rows });
            setScheme(theirs.scheme);
            autosave.resolve(theirs.version, JSON.stringify({ scheme: theirs.scheme, items: filledOf(rows).items }));
          }}
        />
      ) : null}
      {warnings ? (
        <ReasonDialog
          {...{ title: '有需要说明的情况', verb: '整理完成', operation: completeCatalogue, reasonLabel: '说明' }}
          input={{ dossierId, version: autosave.versionNow() }}
          onDone={done}
          close={putAway}
        >
          <ul className="warning-list">
            {warnings.map(({ path, message }) => (
              <li key={`${path} ${message}`}>
                {labels.get(keys[Number(path.split('.')[1])] ?? '') ?? '全卷'}　{message}
              </li>
            ))}
          </ul>
        </ReasonDialog>
      ) : null}
    </div>
  );
}

const asItem = (item: SentItem) => ({
  ...{ categoryCode: item.categoryCode ?? '', title: item.title ?? '', formedOn: item.formedOn ?? null },
  ...{ pageCount: item.pageCount ?? null, copyCount: item.copyCount ?? 1, remark: item.remark ?? null, marks: item.marks ?? [] },
});

/** The server's own rules; an empty catalogue is not wrong yet. */
const check = (items: readonly SentItem[], scheme: Scheme, person: Catalogue['person']): Issue[] =>
  items.length === 0 ? [] : checkCatalogue(items.map(asItem), { scheme, person, today: dayOf(new Date()) });

/** The draft of the server, or what the browser kept of it unsaved; `text` is what the server has. */
function openedFrom(draft: Draft, initial: Record<string, unknown>) {
  const text = JSON.stringify({ scheme: draft.scheme, items: filledOf(draft.items.map(rowOf)).items });
  const kept = keptDraft(initial);
  return { text, ...(kept ?? { scheme: draft.scheme, items: draft.items, version: draft.version }) };
}
