import { useState } from 'react';
import { cancelStocktake, closeStocktake, sendBackStocktake, submitStocktake } from '../../../../modules/stocktake/contract.ts';
import { announce } from '../../parts/announce.ts';
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx';
import { ReasonDialog } from '../../parts/ReasonDialog.tsx';
import { may, useSession } from '../../session.ts';
import { type StocktakeHead, useStocktakeChanged } from './useStocktake.ts';

type Action = 'submit' | 'close' | 'sendBack' | 'cancel';

/** 送复核, then by another 结束 or 退回; 作废 while it is open. */
export function StocktakeActions({ stocktake }: { stocktake: StocktakeHead }) {
  const session = useSession();
  const changed = useStocktakeChanged();
  const [asking, setAsking] = useState<Action>();
  const { id: stocktakeId, state } = stocktake;
  const [canCount, canClose] = [may(session, 'stock.count'), may(session, 'stock.close')];
  const close = () => setAsking(undefined);
  const done = (said: string) => () => {
    changed();
    announce(said);
    close();
  };
  const input = { stocktakeId };
  return (
    <>
      {actionsOf(stocktake, canCount, canClose).map(([key, title]) => (
        <button key={key} type="button" className="plain-button" onClick={() => setAsking(key)}>
          {title}
        </button>
      ))}
      {state === 'submitted' && stocktake.isMine ? <span className="muted">等另一人复核</span> : null}
      {asking === 'submit' ? (
        <ConfirmDialog
          {...{ title: '盘点送复核', verb: '送复核', operation: submitStocktake, input, close }}
          onDone={done('已送复核，由另一人结束')}
        >
          各层都已盘完、差异都已处理后送复核；送后不能再扫码，须由另一人复核结束。
        </ConfirmDialog>
      ) : null}
      {asking === 'close' ? (
        <ConfirmDialog {...{ title: '结束盘点', verb: '复核并结束', operation: closeStocktake, input, close }} onDone={done('盘点已结束')}>
          结束后明细不能再改，结果的摘要记入台账。
        </ConfirmDialog>
      ) : null}
      {asking === 'sendBack' ? (
        <ReasonDialog
          {...{ title: '退回盘点', verb: '退回', operation: sendBackStocktake, input, reasonLabel: '退回原因', close }}
          onDone={done('已退回，可接着盘点')}
        />
      ) : null}
      {asking === 'cancel' ? (
        <ReasonDialog
          {...{ title: '作废盘点', verb: '作废', isDangerous: true, operation: cancelStocktake, input, reasonLabel: '作废原因', close }}
          onDone={done('已作废')}
        >
          已经改正的库位和确认的缺失不会撤回。
        </ReasonDialog>
      ) : null}
    </>
  );
}

/** What may be done now, with the words on its button. */
function actionsOf({ state, isMine }: StocktakeHead, canCount: boolean, canClose: boolean): [Action, string][] {
  const all: [Action, string, boolean][] = [
    ['submit', '送复核', state === 'open' && canCount],
    ['close', '复核并结束', state === 'submitted' && canClose && !isMine],
    ['sendBack', '退回', state === 'submitted' && canClose],
    ['cancel', '作废', state === 'open' && canClose],
  ];
  return all.flatMap(([key, title, isPossible]) => (isPossible ? [[key, title]] : []));
}
