import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { addMissingShelves } from '../../../../modules/opening/contract.ts';
import { call } from '../../../call.ts';
import { announce } from '../../parts/announce.ts';
import { IssueList, refusalOf } from '../../parts/IssueList.tsx';
import { may, useSession } from '../../session.ts';
import { type Run, useRunChanged } from './useRun.ts';

const SHOWN = 8;

/** What the list names and nobody has made yet, together, so that it is made once and not row by row. */
export function Missing({ run }: { run: Run }) {
  const { shelves, rooms, depositors } = run.missing;
  if (shelves.length + depositors.length === 0) return null;
  const levels = shelves.reduce((sum, { levelCount }) => sum + levelCount, 0);
  return (
    <section className="sheet opening-missing" aria-label="先要办的事">
      {levels > 0 ? (
        <div>
          <strong>清单里有 {levels} 层架位还没有建立</strong>
          <div className="muted">
            {shelves
              .slice(0, SHOWN)
              .map(({ rack, levelCount, volumeCount }) => `${rack}（${levelCount} 层 ${volumeCount} 卷）`)
              .join('、')}
            {shelves.length > SHOWN ? ` 等 ${shelves.length} 架` : ''}
          </div>
          {rooms.length > 0 ? (
            <div>
              缺库房 {rooms.join('、')}：<Link to={'/stackroom/rooms' as string}>先到“库位”建立库房</Link>，再回来补建架位。
            </div>
          ) : null}
          <AddLevels run={run} />
        </div>
      ) : null}
      {depositors.length > 0 ? (
        <div>
          <strong>有 {depositors.length} 个委托单位还没有立户</strong>
          <div className="muted">
            {depositors
              .slice(0, SHOWN)
              .map(({ name, count }) => `${name || '（未写名称）'}（${count} 行）`)
              .join('、')}
            {depositors.length > SHOWN ? ' 等' : ''}；在“登记”页立户后再试导。
          </div>
        </div>
      ) : null}
    </section>
  );
}

function AddLevels({ run }: { run: Run }) {
  const changed = useRunChanged();
  const canManage = may(useSession(), 'stackroom.manage');
  const [capacity, setCapacity] = useState('40');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => call(addMissingShelves, { runId: run.id, capacity: Number(capacity) }),
    onSuccess: ({ shelfCount }) => {
      announce(`已补建 ${shelfCount} 层，正在重新试导`);
      changed();
    },
  });
  if (!canManage) return <div className="muted">请库管员补建架位后再试导。</div>;
  return (
    <div className="opening-add">
      <label>
        每层卷数{' '}
        <input
          {...{ className: 'field field-short', inputMode: 'numeric', maxLength: 3, value: capacity }}
          onChange={(event) => setCapacity(event.target.value)}
        />
      </label>
      <Button size="small" loading={isPending} disabled={!(Number(capacity) > 0)} onClick={() => mutate()}>
        补建所缺架位并重新试导
      </Button>
      <IssueList refusal={error ? refusalOf(error, true) : undefined} />
    </div>
  );
}
