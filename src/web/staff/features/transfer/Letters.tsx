import { Button } from 'antd';
import { useState } from 'react';
import { Sheet } from '../../parts/Sheet.tsx';
import { Tabs } from '../../parts/Tabs.tsx';
import { useShortcut } from '../../parts/useShortcut.ts';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { may, useSession } from '../../session.ts';
import { Acknowledgements } from './Acknowledgements.tsx';
import { IssueLetter } from './IssueLetter.tsx';
import { LetterList } from './LetterList.tsx';

/** 调档函: what was sent for, and the receipts owed for what came. */
export function Letters() {
  const canIssue = may(useSession(), 'transfer.manage');
  const { filters, set } = useUrlFilters();
  const view = filters['view'] === 'owed' ? 'owed' : 'letters';
  const [isIssuing, setIssuing] = useState(false);
  useShortcut('n', '开具调档函', () => canIssue && setIssuing(true));
  const issue = (
    <Button type="primary" onClick={() => setIssuing(true)}>
      开具调档函 <kbd>N</kbd>
    </Button>
  );
  return (
    <Sheet action={canIssue ? issue : null}>
      <Tabs
        label="调档函与回执"
        choices={[
          { value: 'letters', title: '调档函' },
          { value: 'owed', title: '待寄回执' },
        ]}
        value={view}
        onChange={(chosen) => set({ view: chosen, state: undefined, overdue: undefined })}
      />
      {view === 'letters' ? <LetterList canManage={canIssue} /> : <Acknowledgements canManage={canIssue} />}
      {isIssuing ? <IssueLetter close={() => setIssuing(false)} /> : null}
    </Sheet>
  );
}
