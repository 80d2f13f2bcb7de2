import { useState } from 'react';
import type { Issue } from '../../../../core/problem.ts';
import { completeCatalogue } from '../../../../modules/catalogue/contract.ts';
import { call } from '../../../call.ts';
import { announce } from '../../parts/announce.ts';
import { type Refusal, refusalOf } from '../../parts/IssueList.tsx';
import { useShortcut } from '../../parts/useShortcut.ts';
import { focusCell } from './grid-focus.ts';
import { cellOf } from './row-issues.ts';
import type { useAutosave } from './useAutosave.ts';

type Options = {
  dossierId: string;
  autosave: Pick<ReturnType<typeof useAutosave>, 'save' | 'versionNow'>;
  changed: () => void;
  /** The first row, where to begin when nothing is written. */
  firstKey: string;
  /** Whether something is wrong still: once nothing is, the refusal goes. */
  hasErrors: boolean;
  /** What is wrong now, and the rows of the items. */
  examine: () => { keys: readonly string[]; issues: readonly Issue[] };
};

/** 整理完成: an error leads to its box; warnings are listed and asked about; what was typed is saved first. */
export function useCompletion({ dossierId, autosave, changed, firstKey, hasErrors, examine }: Options) {
  const [refusal, setRefusal] = useState<Refusal>();
  const [warnings, setWarnings] = useState<readonly Issue[]>();
  const done = ({ itemCount, pageCount }: { itemCount: number; pageCount: number }) => {
    setWarnings(undefined);
    announce(`整理编目完成：${itemCount} 件，${pageCount} 页`);
    changed();
  };
  const send = () =>
    call(completeCatalogue, { dossierId, version: autosave.versionNow() }).then(done, (error: unknown) =>
      setRefusal(refusalOf(error, true)),
    );
  const complete = async () => {
    setRefusal(undefined);
    const { keys, issues } = examine();
    if (keys.length === 0) {
      setRefusal(NOTHING_WRITTEN);
      return focusCell(firstKey, 'category');
    }
    const wrong = issues.find(({ severity }) => severity !== 'warning');
    if (wrong) {
      setRefusal(TO_CORRECT);
      return focusCell(keys[Number(wrong.path.split('.')[1])] ?? firstKey, cellOf(wrong));
    }
    if (!(await autosave.save())) return undefined;
    return issues.length > 0 ? setWarnings(issues) : send();
  };
  useShortcut('mod+Enter', '整理编目完成', () => void complete());
  const isCorrected = refusal === TO_CORRECT && !hasErrors;
  return { refusal: isCorrected ? undefined : refusal, setRefusal, warnings, putAway: () => setWarnings(undefined), done, complete };
}

const TO_CORRECT: Refusal = { title: '还有错误，不能完成', advice: '按右侧的检查结果逐项改正；光标已停在第一处', issues: [] };
const NOTHING_WRITTEN: Refusal = { title: '目录没有任何材料', advice: '逐件录入后再完成', issues: [] };
