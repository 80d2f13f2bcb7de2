import { Button } from 'antd';
import { useState } from 'react';
import { reopenCatalogue } from '../../../../modules/catalogue/contract.ts';
import { announce } from '../../parts/announce.ts';
import { formatInstant } from '../../parts/format.ts';
import { IssueList, type Refusal } from '../../parts/IssueList.tsx';
import { ReasonDialog } from '../../parts/ReasonDialog.tsx';
import { useShortcut } from '../../parts/useShortcut.ts';
import { CatalogueHead } from './CatalogueHead.tsx';
import type { Catalogue } from './grid-rows.ts';
import { ItemTable } from './ItemTable.tsx';
import { PrintButton } from './PrintButton.tsx';
import { useCatalogueChanged } from './useCatalogue.ts';

type Props = { catalogue: Catalogue; completed: NonNullable<Catalogue['completed']>; canDescribe: boolean };

/** A completed catalogue, to be read and printed; who may arrange can open it again. */
export function Completed({ catalogue, completed, canDescribe }: Props) {
  const { dossierId } = catalogue;
  const [refusal, setRefusal] = useState<Refusal>();
  const [isAsking, setAsking] = useState(false);
  const changed = useCatalogueChanged();
  const canReopen = canDescribe && catalogue.state === 'completed';
  useShortcut('e', '重新整理', () => canReopen && setAsking(true));
  return (
    <div className="page">
      <CatalogueHead catalogue={catalogue} state={catalogue.state}>
        {canReopen ? <Button onClick={() => setAsking(true)}>重新整理</Button> : null}
        <PrintButton dossierId={dossierId} title="打印目录" onRefused={setRefusal} />
      </CatalogueHead>
      <div className="sheet">
        <IssueList refusal={refusal} />
        <ItemTable items={completed.items} scheme={completed.scheme} />
        <div className="foot-actions">
          <strong>
            合计 {completed.itemCount} 件 {completed.pageCount} 页
          </strong>
          <span className="muted">
            {`${completed.completedBy} ${formatInstant(completed.completedAt)} 完成；按 ${completed.scheme} 版分类`}
          </span>
        </div>
      </div>
      {isAsking ? (
        <ReasonDialog
          {...{ title: '重新整理', verb: '重新整理', operation: reopenCatalogue, input: { dossierId } }}
          onDone={() => {
            setAsking(false);
            announce('目录已打开，改好后再次完成');
            changed();
          }}
          close={() => setAsking(false)}
        >
          现有目录转为草稿；再次完成之前，这份档案不计入“整理完成”，已完成的目录仍可查看。
        </ReasonDialog>
      ) : null}
    </div>
  );
}
