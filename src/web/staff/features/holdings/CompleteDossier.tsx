import { Form, Input } from 'antd';
import { completeDossier } from '../../../../modules/holdings/contract.ts';
import { announce } from '../../parts/announce.ts';
import { ReasonDialog } from '../../parts/ReasonDialog.tsx';
import { type Dossier, useDossierChanged } from './useDossier.ts';

/** 补全: what the opening list did not say of the dossier itself. */
export function CompleteDossier({ dossier, close }: { dossier: Dossier; close: () => void }) {
  const changed = useDossierChanged();
  return (
    <ReasonDialog
      {...{ title: `补全：${dossier.personName} ${dossier.referenceCode}`, verb: '补全', reasonLabel: '依据', close }}
      {...{ operation: completeDossier, input: { dossierId: dossier.id }, firstField: 'previousInstitution' }}
      fields={
        <Form.Item name="previousInstitution" label="原存档单位" required>
          <Input maxLength={80} />
        </Form.Item>
      }
      onDone={() => {
        changed();
        announce('已补全原存档单位');
        close();
      }}
    >
      期初清单没有写明；照档案内材料填写，并写明依据哪件材料。
    </ReasonDialog>
  );
}
