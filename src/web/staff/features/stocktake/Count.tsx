import { useNavigate, useParams } from '@tanstack/react-router';
import { useRef } from 'react';
import type { Issue } from '../../../../core/problem.ts';
import { readAddress } from '../../../../modules/stackroom/rules.ts';
import { findStocktakeShelves } from '../../../../modules/stocktake/contract.ts';
import { call } from '../../../call.ts';
import { announce } from '../../parts/announce.ts';
import { ScanField, type ScanFieldHandle } from '../../parts/ScanField.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { CountShelf } from './CountShelf.tsx';
import { useStocktake } from './useStocktake.ts';
import '../../styles/stocktake.css';

/** 扫码盘点: the level's label, then its volumes; on a phone as on a desk with a scanner. Which level it is stands in the address. */
export function Count() {
  const { stocktakeId = '' } = useParams({ strict: false }) as { stocktakeId?: string };
  const navigate = useNavigate();
  const { filters, set } = useUrlFilters();
  const { data } = useStocktake(stocktakeId);
  const label = useRef<ScanFieldHandle>(null);
  const shelf = filters['shelf'];
  const back = () => void navigate({ href: `/stackroom/stocktakes/${stocktakeId}` });
  const goTo = (address: string | null) => {
    if (address === null) announce('各层都盘完了');
    set({ shelf: address ?? undefined });
  };
  const scanLevel = (text: string): Issue | undefined => {
    const at = readAddress(text);
    if (!at) return { path: 'address', message: `“${text}”不是层标签：应如 KF01-Q01-J01-A-01-1` };
    goTo(at.shelf);
    return undefined;
  };
  const goToFirst = async () => {
    const { shelves } = await call(findStocktakeShelves, { stocktakeId, state: 'waiting', limit: 1 });
    goTo(shelves[0]?.address ?? null);
  };
  return (
    <Sheet note={data ? `${data.name}　已盘 ${data.countedShelves}/${data.shelfCount} 层` : null}>
      {shelf ? (
        <CountShelf key={shelf} {...{ stocktakeId, address: shelf, goTo, back }} />
      ) : (
        <div className="count">
          <ScanField ref={label} label="层标签" hint="扫描要盘的层，回车" autoFocus onScan={scanLevel} />
          <div className="count-foot">
            <button type="button" className="plain-button" onClick={() => void goToFirst()}>
              从第一个待盘的层开始
            </button>
            <button type="button" className="plain-button" onClick={back}>
              返回盘点
            </button>
          </div>
          <p className="muted small">几个人可以同时盘不同的层。扫过的条码随扫随存，关掉页面后从这里接着盘。</p>
        </div>
      )}
    </Sheet>
  );
}
