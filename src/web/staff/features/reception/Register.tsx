import { Button } from 'antd';
import { useState } from 'react';
import { announce } from '../../parts/announce.ts';
import { IssueList, refusalOf } from '../../parts/IssueList.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { may, useSession } from '../../session.ts';
import { ParcelClosed } from './ParcelClosed.tsx';
import { ParcelPanel } from './ParcelPanel.tsx';
import { PickParcel } from './PickParcel.tsx';
import { type JustRegistered, Registered } from './Registered.tsx';
import { RegisterForm } from './RegisterForm.tsx';
import { useDossiersOf, useParcel, useReceptionChanged } from './useParcel.ts';
import '../../styles/desk.css';
import '../../styles/register.css';

/** What stands in the address where a dossier is handed over inside the house, in no parcel. */
const NO_PARCEL = 'none';

/** 登记: choose the parcel at hand, then its dossiers one by one. */
export function Register() {
  const { filters, set } = useUrlFilters();
  const chosen = filters['parcelId'];
  const pick = (parcelId: string | undefined) => set({ parcelId });
  const canRegister = may(useSession(), 'dossier.register');
  const withoutParcel = <Button onClick={() => pick(NO_PARCEL)}>内部移交（无包裹）</Button>;
  const choose = <Button onClick={() => pick(undefined)}>换一件包裹</Button>;
  if (chosen === undefined) {
    return (
      <Sheet note="扫描待登记包裹的邮件号，或从列表中选择" action={canRegister ? withoutParcel : null}>
        <PickParcel onPick={pick} />
      </Sheet>
    );
  }
  return (
    <Sheet isPaper={false} action={choose}>
      <RegisterDesk key={chosen} parcelId={chosen === NO_PARCEL ? undefined : chosen} pickNext={() => pick(undefined)} />
    </Sheet>
  );
}

function RegisterDesk({ parcelId, pickNext }: { parcelId: string | undefined; pickNext: () => void }) {
  const session = useSession();
  const changed = useReceptionChanged();
  const { data: parcel, error } = useParcel(parcelId);
  const { data: dossiers = [] } = useDossiersOf(parcelId);
  const [last, setLast] = useState<JustRegistered>();
  if (error) return <IssueList refusal={refusalOf(error)} />;
  if (parcelId && !parcel) return <p className="empty">正在读取…</p>;
  const isOpen = !parcel || parcel.state === 'signed';
  return (
    <div className="register-desk">
      <section className="sheet" aria-label="登记档案">
        {isOpen && may(session, 'dossier.register') ? (
          <RegisterForm
            parcel={parcel}
            onRegistered={({ dossierId, referenceCode, barcodes, isParcelCompleted }, { person }) => {
              setLast({ dossierId, name: person.name, referenceCode, barcodes });
              announce(`已登记 ${person.name}，${referenceCode}${isParcelCompleted ? '；包裹登记完毕' : ''}`);
              changed();
            }}
          />
        ) : (
          <ParcelClosed state={parcel?.state ?? 'signed'} pickNext={pickNext} />
        )}
      </section>
      <aside className="sheet register-side" aria-label="本件情况">
        {last ? <Registered registered={last} /> : null}
        {parcel ? (
          <ParcelPanel parcel={parcel} dossiers={dossiers} />
        ) : (
          <div className="block">
            <h2>内部移交</h2>
            <p className="muted">不经邮寄、由本单位其他科室移交的档案，不对应任何包裹。</p>
          </div>
        )}
      </aside>
    </div>
  );
}
