import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { findParcels } from '../../../../modules/reception/contract.ts';
import { Sheet } from '../../parts/Sheet.tsx';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { may, useSession } from '../../session.ts';
import { ParcelList } from './ParcelList.tsx';
import { SignParcel } from './SignParcel.tsx';
import '../../styles/desk.css';

/** 签收: the form for the parcel at hand beside the list of those that came before it. */
export function Parcels() {
  const canSign = may(useSession(), 'parcel.sign');
  const { page } = useUrlFilters();
  const queries = useQueryClient();
  const [freshKey, setFreshKey] = useState<string>();
  const list = (
    <div className="sheet">
      <ParcelList freshKey={freshKey} />
    </div>
  );
  const signed = (parcelId: string) => {
    setFreshKey(parcelId);
    if (page.cursor) page.first();
    void queries.invalidateQueries({ queryKey: [findParcels.name] });
  };
  if (!canSign) return <Sheet isPaper={false}>{list}</Sheet>;
  return (
    <Sheet isPaper={false} note="扫描邮件号，回车到来档单位，再回车即签收">
      <div className="desk">
        <section className="sheet" aria-label="签收新包裹">
          <SignParcel onSigned={signed} />
        </section>
        {list}
      </div>
    </Sheet>
  );
}
