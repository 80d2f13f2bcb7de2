import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Issue } from '../../../../../core/problem.ts';
import { announce } from '../../../parts/announce.ts';
import { useShortcut } from '../../../parts/useShortcut.ts';
import { LooseRows } from './LooseRows.tsx';
import { LooseSend } from './LooseSend.tsx';
import { LooseTarget } from './LooseTarget.tsx';
import { type LooseChange, type LooseDraft, toInput } from './loose-draft.ts';
import { useRowNumber } from './useRowNumber.ts';
import { useTarget } from './useTarget.ts';
import { pageName, type TrayPage } from './useTray.ts';

type Props = {
  draft: LooseDraft;
  pages: readonly TrayPage[];
  chosen: readonly string[];
  change: (change: LooseChange) => void;
  deselect: () => void;
  onConflict: () => void;
  onDone: (output: { pageCount: number; dossierId: string; words: string }) => void;
};

/** The right side: whose pages they are, the rows, and sending. */
export function LooseAssign({ draft: { dossierId, rows }, pages, chosen, change, deselect, onConflict, onDone }: Props) {
  const target = useTarget(dossierId);
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const added = useRef<string>(undefined);
  const items = target.state === 'standing' ? target.items : undefined;
  const follow = useEffectEvent(() => items && change({ kind: 'follow', items }));
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the catalogue is another one
  useEffect(() => void follow(), [items]);
  useEffect(() => {
    if (added.current !== undefined) document.getElementById(`category-${added.current}`)?.focus();
    added.current = undefined;
  });
  const act = (wanted: LooseChange) => {
    setIssues([]);
    change(wanted);
  };
  const put = (key: string) => {
    if (chosen.length === 0) return announce('先在左边选择页面');
    act({ kind: 'put', key, pageIds: chosen });
    deselect();
    return announce(`已放入 ${chosen.length} 页`);
  };
  const add = () => {
    const key = crypto.randomUUID();
    added.current = key;
    act({ kind: 'add', key, pageIds: chosen });
    deselect();
  };
  const canType = target.state === 'typed';
  useShortcut('a', '新增一行并放入所选页面', () => canType && add());
  useShortcut('b', '查找档案', () => document.getElementById('loose-dossier')?.focus());
  useRowNumber(rows.length, (number) => {
    const row = rows[number - 1];
    if (row) put(row.key);
  });
  const names = new Map(pages.map((page) => [page.id, pageName(page)]));
  return (
    <LooseTarget {...{ target }} pick={(id) => act({ kind: 'choose', dossierId: id })} leave={() => act({ kind: 'leave' })}>
      <LooseRows
        {...{ rows, chosen, issues, put, change: act, add: canType ? add : undefined }}
        pageCounts={new Map(items?.map(({ id, pageCount }) => [id, pageCount]))}
        nameOf={(id) => names.get(id) ?? '散页'}
      />
      {dossierId !== undefined && (target.state === 'typed' || target.state === 'standing') ? (
        <LooseSend
          {...{ input: toInput(dossierId, rows), onIssues: setIssues, onConflict }}
          onDone={({ pageCount }) => onDone({ pageCount, dossierId, words: `${target.name.personName}（${target.name.referenceCode}）` })}
        />
      ) : null}
    </LooseTarget>
  );
}
