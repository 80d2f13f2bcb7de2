import { Link } from '@tanstack/react-router';
import { custodyStates } from '../../../../modules/holdings/rules.ts';
import { getPhoto, printSlip } from '../../../../modules/reception/contract.ts';
import { carriers, parcelStates, sealStates } from '../../../../modules/reception/rules.ts';
import { addressOf } from '../../../call.ts';
import { Facts } from '../../parts/Facts.tsx';
import { formatInstant } from '../../parts/format.ts';
import { ParcelActions } from './ParcelActions.tsx';
import type { DossierRow, Parcel } from './useParcel.ts';

/** The parcel at hand: what it is, how far it is, and who was registered out of it. */
export function ParcelPanel({ parcel, dossiers }: { parcel: Parcel; dossiers: readonly DossierRow[] }) {
  const standing = dossiers.filter(({ custodyState }) => custodyState !== 'voided');
  const { listedCount } = parcel;
  return (
    <>
      <div className="block">
        <div className="block-head">
          <h2>包裹</h2>
          <ParcelActions parcel={parcel} registeredCount={standing.length} />
        </div>
        <Facts isDense facts={factsOf(parcel)} />
        {parcel.state === 'returned' || parcel.state === 'suspended' ? (
          <a href={addressOf(printSlip, { parcelId: parcel.id })} target="_blank" rel="noreferrer" className="quiet-link">
            打印{parcel.state === 'returned' ? '退件单' : '挂起通知'}
          </a>
        ) : null}
      </div>
      <div className="block">
        <div className="block-head">
          <h2>{listedCount === null ? `已登记 ${standing.length} 份` : `清单 ${listedCount} 份，已登记 ${standing.length} 份`}</h2>
        </div>
        {listedCount === null ? null : (
          <div className="bar" aria-hidden="true">
            <span style={{ width: `${Math.min(100, (standing.length / listedCount) * 100)}%` }} />
          </div>
        )}
      </div>
      <ul className="registered-list">
        {dossiers.map(({ id, personName, referenceCode, custodyState }) => (
          <li key={id}>
            <Link to="/dossiers/$dossierId" params={{ dossierId: id } as never} className="quiet-link">
              {personName}
            </Link>
            <span className="muted code">{referenceCode}</span>
            {custodyState === 'voided' ? <span className="tag tag-vermilion">{custodyStates.voided}</span> : null}
          </li>
        ))}
      </ul>
    </>
  );
}

function factsOf({ trackingNo, carrier, sender, state, stateReason, sealState, sealNote, photoId, signedAt, signedBy, remark }: Parcel) {
  const seal =
    sealState === 'intact' ? (
      sealStates.intact
    ) : (
      <>
        <span className="tag tag-amber">{sealStates[sealState]}</span> {sealNote}{' '}
        {photoId ? (
          <a href={addressOf(getPhoto, { photoId })} target="_blank" rel="noreferrer">
            照片
          </a>
        ) : null}
      </>
    );
  const all = [
    ['邮件号', <span key="no" className="code">{`${carriers[carrier].zh} ${trackingNo}`}</span>],
    ['来档单位', sender],
    ['封口', seal],
    ['签收', `${formatInstant(signedAt)} ${signedBy}`],
    ['状态', stateReason ? `${parcelStates[state]}：${stateReason}` : parcelStates[state]],
  ] as const;
  return remark ? [...all, ['备注', remark] as const] : all;
}
