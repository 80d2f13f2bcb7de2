import { Form, Input } from 'antd';
import { askDeaccession } from '../../../../modules/transfer/contract.ts';
import { deaccessionReasons } from '../../../../modules/transfer/rules.ts';
import { announce } from '../../parts/announce.ts';
import { ChoiceField } from '../../parts/ChoiceField.tsx';
import { PickField } from '../../parts/PickField.tsx';
import { ReasonDialog } from '../../parts/ReasonDialog.tsx';
import { dossierSource } from './sources.ts';
import { choiceIn, useCodedDossier } from './useCodedDossier.ts';
import { useTransfersChanged } from './useTransfers.ts';

/** 申请注销: the person died, or retired and the dossier is handed over. */
export function AskDeaccession({ code, close }: { code?: string | undefined; close: () => void }) {
  const changed = useTransfersChanged();
  const dossier = useCodedDossier(code);
  if (dossier === 'loading') return null;
  return (
    <ReasonDialog
      {...{ title: '申请注销', verb: '提交审核', operation: askDeaccession, input: {}, isReasonAsked: false, close }}
      firstField={dossier ? 'evidence' : 'dossierId'}
      initial={{ reasonCode: 'retirement', dossierId: dossier?.id }}
      fields={
        <>
          <Form.Item name="dossierId" label="档案" required>
            <PickField label="档案" hint="姓名、证件号、编号或扫描条码" source={dossierSource} initial={choiceIn(dossier)} />
          </Form.Item>
          <Form.Item name="reasonCode" label="注销原因" required>
            <ChoiceField label="注销原因" choices={deaccessionReasons} />
          </Form.Item>
          <Form.Item name="evidence" label="依据" required extra="死亡证明或退休审批的名称与文号">
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="handedTo" label="移交去向" required>
            <Input maxLength={80} />
          </Form.Item>
        </>
      }
      onDone={() => {
        changed();
        announce('已提交审核');
        close();
      }}
    >
      审核通过后档案注销，库位随即腾空；误办的可由审核人撤销。
    </ReasonDialog>
  );
}
