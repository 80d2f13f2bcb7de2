import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { moveVolume } from '../../../../modules/stackroom/contract.ts';
import { announce } from '../../parts/announce.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { IssueList } from '../../parts/IssueList.tsx';
import { useOperationForm } from '../../parts/useOperationForm.ts';
import { enterMovesOn } from '../reception/enter-moves-on.ts';
import { notAnAddress } from './AcceptPanel.tsx';
import { useVolumesChanged } from './useWaiting.ts';

type Moved = { barcode: string; address: string };

/** 移位: a volume that stands goes to another place. */
export function MoveVolume() {
  const changed = useVolumesChanged();
  const [moved, setMoved] = useState<readonly Moved[]>([]);
  const { form, refusal, isPending, props } = useOperationForm({
    operation: moveVolume,
    checkWhenSending: ({ address }) => (address ? [notAnAddress(String(address))].flatMap((issue) => issue ?? []) : []),
    onDone: (place) => {
      changed();
      setMoved([place, ...moved]);
      announce(`${place.barcode} 已移到 ${place.address}`);
      form.resetFields();
      form.focusField('barcode');
    },
  });
  return (
    <div className="accept">
      <Form {...props} name="move" className="accept-panel" onKeyDown={enterMovesOn}>
        <IssueList refusal={refusal} />
        <Form.Item name="barcode" label="卷条码" required>
          <Input autoFocus spellCheck={false} className="code" />
        </Form.Item>
        <Form.Item name="address" label="新库位" required extra="填到层，由系统取第一个空位；或填到位">
          <Input spellCheck={false} className="code" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={isPending}>
          移位
        </Button>
      </Form>
      <div className="accept-list">
        <DataTable
          label="刚移位的卷"
          columns={[
            { key: 'barcode', title: '卷条码', width: 240, render: ({ barcode }) => <span className="code">{barcode}</span> },
            { key: 'address', title: '现库位', render: ({ address }) => <span className="code">{address}</span> },
          ]}
          rows={moved}
          keyOf={({ barcode, address }) => `${barcode} ${address}`}
          empty={<EmptyState title="还没有移位">先扫描卷条码，再扫描新库位的标签。每次移位都记入该档案的台账。</EmptyState>}
        />
      </div>
    </div>
  );
}
