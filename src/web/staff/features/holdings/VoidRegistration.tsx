import { voidRegistration } from '../../../../modules/reception/contract.ts';
import { announce } from '../../parts/announce.ts';
import { ReasonDialog } from '../../parts/ReasonDialog.tsx';
import { type Dossier, useDossierChanged } from './useDossier.ts';

/** 作废登记: a dossier that should not have been registered. */
export function VoidRegistration({ dossier, close }: { dossier: Dossier; close: () => void }) {
  const changed = useDossierChanged();
  return (
    <ReasonDialog
      {...{ title: `作废登记：${dossier.personName} ${dossier.referenceCode}`, verb: '作废登记', isDangerous: true, close }}
      {...{ operation: voidRegistration, input: { dossierId: dossier.id } }}
      onDone={() => {
        changed();
        announce(`${dossier.referenceCode} 的登记已作废`);
        close();
      }}
    >
      用于重登、错登且尚未入库的登记。作废后不能恢复；存档编号 {dossier.referenceCode} 保留在台账中，不再使用。
    </ReasonDialog>
  );
}
