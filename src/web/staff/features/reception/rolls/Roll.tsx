import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { closeRoll, printDifference, printMissing, reopenRoll } from '../../../../../modules/reception/contract.ts';
import { checkRollClose, rollStates, tally } from '../../../../../modules/reception/rules.ts';
import { addressOf } from '../../../../call.ts';
import { announce } from '../../../parts/announce.ts';
import { IssueList, refusalOf } from '../../../parts/IssueList.tsx';
import { ReasonDialog } from '../../../parts/ReasonDialog.tsx';
import { Tabs } from '../../../parts/Tabs.tsx';
import { useUrlFilters } from '../../../parts/useUrlFilters.ts';
import { may, useSession } from '../../../session.ts';
import { RollRows } from './RollRows.tsx';
import { ScanEnvelopes } from './ScanEnvelopes.tsx';
import { type Roll as RollOutput, useRoll, useRollChanged } from './useRoll.ts';
import '../../../styles/register.css';
import '../../../styles/rolls.css';

/** One roll: its envelopes scanned one by one, its rows, and its close. */
export function Roll() {
  const { rollId = '' } = useParams({ strict: false }) as { rollId?: string };
  const { data, error } = useRoll(rollId);
  if (error) return <IssueList refusal={refusalOf(error)} />;
  return data ? <Shown roll={data} /> : <p className="empty">正在读取…</p>;
}

function Shown({ roll }: { roll: RollOutput }) {
  const { filters, set } = useUrlFilters();
  const canRegister = may(useSession(), 'dossier.register');
  const [isAsking, setAsking] = useState(false);
  const isOpen = roll.state === 'open';
  const view = filters['view'] === 'rows' || !canRegister || !isOpen ? 'rows' : 'scan';
  const { listed, received, absent } = tally(roll.counts);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{roll.sender}</h1>
        <span className={isOpen ? 'tag tag-amber' : 'tag tag-verified'}>{rollStates[roll.state]}</span>
        <span className="roll-figures">
          清单 <b>{listed}</b> 份　实收 <b>{received}</b> 份　未到 <b>{absent}</b> 份　多出 <b>{roll.counts.surplus}</b> 份
        </span>
        <div className="page-end">
          <Papers roll={roll} />
          {canRegister ? <Button onClick={() => setAsking(true)}>{isOpen ? '结清名册' : '恢复办理'}</Button> : null}
        </div>
      </div>
      <Tabs
        {...{ label: '名册', value: view, onChange: (chosen) => set({ view: chosen, state: undefined, search: undefined }) }}
        choices={[
          ...(canRegister && isOpen ? [{ value: 'scan' as const, title: '扫描信封' }] : []),
          { value: 'rows' as const, title: '名单', count: listed + roll.counts.surplus },
        ]}
      />
      {view === 'scan' ? <ScanEnvelopes roll={roll} /> : <RollRows roll={roll} canMark={canRegister && isOpen} />}
      {isAsking ? <CloseDialog roll={roll} close={() => setAsking(false)} /> : null}
    </div>
  );
}

function Papers({ roll: { id, counts } }: { roll: RollOutput }) {
  const { absent } = tally(counts);
  return (
    <>
      {absent > 0 ? (
        <Button href={addressOf(printMissing, { rollId: id })} target="_blank">
          打印缺件单
        </Button>
      ) : null}
      {absent + counts.surplus + counts.doubted > 0 ? (
        <Button href={addressOf(printDifference, { rollId: id })} target="_blank">
          打印差异函
        </Button>
      ) : null}
    </>
  );
}

function CloseDialog({ roll, close }: { roll: RollOutput; close: () => void }) {
  const changed = useRollChanged();
  const done = (words: string) => {
    changed();
    announce(words);
    close();
  };
  if (roll.state === 'closed')
    return (
      <ReasonDialog
        {...{ title: '恢复办理名册', verb: '恢复办理', operation: reopenRoll, input: { rollId: roll.id }, close }}
        onDone={() => done('名册已恢复办理')}
      >
        恢复后缺件的各行仍可登记。
      </ReasonDialog>
    );
  const issues = checkRollClose(roll.counts, 0);
  return (
    <ReasonDialog
      {...{ title: '结清名册', verb: '结清', operation: closeRoll, input: { rollId: roll.id }, close }}
      reasonLabel={issues.length > 0 ? '份数不符的说明' : '说明'}
      isReasonNeeded={issues.length > 0}
      isBlocked={issues.some(({ severity }) => severity !== 'warning')}
      onDone={({ listed, received, missing }) => done(`已结清：清单 ${listed} 份，实收 ${received} 份，缺 ${missing} 份`)}
    >
      {issues.length === 0 ? '清单与实收相符。' : issues.map(({ message }) => message).join('；')}
      　名册所属包裹中已有登记的，随之登记完毕。
    </ReasonDialog>
  );
}
