import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { finishShelf, getShelf, removeScan } from '../../../../modules/stocktake/contract.ts';
import { call } from '../../../call.ts';
import { announce } from '../../parts/announce.ts';
import { IssueList, refusalOf } from '../../parts/IssueList.tsx';
import { useShortcut } from '../../parts/useShortcut.ts';
import { CountLines } from './CountLines.tsx';
import { countWords } from './count-words.ts';
import { ScanPanel } from './ScanPanel.tsx';
import { type Said, useScans } from './useScans.ts';
import { type ShelfLine, useStocktakeChanged } from './useStocktake.ts';

type Props = { stocktakeId: string; address: string; goTo: (address: string | null) => void; back: () => void };

/** One level: scan after scan, then 盘完. The label of another level goes there. */
export function CountShelf({ stocktakeId, address, goTo, back }: Props) {
  const changed = useStocktakeChanged();
  const { data, error, refetch } = useQuery({
    queryKey: [getShelf.name, stocktakeId, address],
    queryFn: () => call(getShelf, { stocktakeId, address }),
  });
  const [last, setLast] = useState<Said>();
  const scans = useScans(stocktakeId, address, (said) => {
    setLast(said.at(-1));
    void refetch();
  });
  const finish = useMutation({
    mutationFn: () => call(finishShelf, { stocktakeId, address }),
    onSuccess: ({ counts, correctedCount, next }) => {
      announce(`${address}：${countWords(counts)}${correctedCount > 0 ? `；已改正库位 ${correctedCount} 卷` : ''}`);
      changed();
      goTo(next);
    },
  });
  const remove = useMutation({
    mutationFn: (barcode: string) => call(removeScan, { stocktakeId, address, barcode }),
    onSuccess: () => refetch(),
  });
  const isOpen = data?.state === 'waiting';
  const canFinish = isOpen && scans.unsentCount === 0 && !finish.isPending;
  useShortcut('mod+Enter', '盘完这一层', () => canFinish && finish.mutate());
  const refusal = error ?? finish.error ?? remove.error ?? scans.refusal;
  return (
    <div className="count">
      <CountHead address={address} lines={data?.lines ?? []} />
      <IssueList refusal={refusal ? refusalOf(refusal, true) : undefined} />
      {data && !isOpen ? <p className="fault">这一层已盘完；要改，请在“各层”中重盘。</p> : null}
      {isOpen ? <ScanPanel {...{ address, goTo, scans, last }} /> : null}
      <div className="count-foot">
        {isOpen ? (
          <Button type="primary" disabled={!canFinish} loading={finish.isPending} onClick={() => finish.mutate()}>
            盘完这一层
          </Button>
        ) : null}
        <button type="button" className="plain-button" onClick={() => goTo(data?.next ?? null)}>
          {isOpen ? '先盘下一层' : '下一层'}
        </button>
        <button type="button" className="plain-button" onClick={back}>
          返回盘点
        </button>
      </div>
      <CountLines lines={data?.lines} remove={isOpen ? (barcode) => remove.mutate(barcode) : undefined} />
    </div>
  );
}

function CountHead({ address, lines }: { address: string; lines: readonly ShelfLine[] }) {
  return (
    <div className="count-head">
      <strong className="code">{address}</strong>
      <span role="status">
        已扫 <b>{lines.filter((line) => line.isSeen).length}</b>，账面在架{' '}
        <b>{lines.filter((line) => line.isExpected && !line.isOut).length}</b>
      </span>
    </div>
  );
}
