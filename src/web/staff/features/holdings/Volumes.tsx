import { Link } from '@tanstack/react-router';
import { conditions, volumeParts, volumeStates } from '../../../../modules/holdings/rules.ts';
import { may, useSession } from '../../session.ts';
import type { Dossier } from './useDossier.ts';

/** 实体与库位: each volume, its bar code and where it stands. */
export function Volumes({ dossier: { volumes } }: { dossier: Dossier }) {
  const canAsk = may(useSession(), 'volume.ask');
  const onShelf = volumes.filter(({ state }) => state === 'shelved').map(({ barcode }) => barcode);
  const hasCondition = volumes.some(({ condition }) => condition);
  return (
    <section className="block" aria-label="实体与库位">
      <div className="block-head">
        <h2>实体与库位</h2>
        <span className="muted">共 {volumes.length} 卷</span>
        {canAsk && onShelf.length > 0 ? (
          <Link to="/stackroom/tickets" search={{ view: 'ask', barcodes: onShelf.join(',') } as never} className="quiet-link">
            申请出库
          </Link>
        ) : null}
      </div>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">卷</th>
            <th scope="col">卷条码</th>
            <th scope="col">库位</th>
            <th scope="col">状态</th>
            {hasCondition ? <th scope="col">保管状况</th> : null}
          </tr>
        </thead>
        <tbody>
          {volumes.map(({ id, part, number, barcode, address, state, condition }) => (
            <tr key={id}>
              <td>{`${volumeParts[part]} 第 ${number} 卷`}</td>
              <td className="code">{barcode}</td>
              <td className="code">{address ?? <span className="muted">—</span>}</td>
              <td>
                <span className={state === 'shelved' ? 'tag tag-verified' : state === 'gone' ? 'tag' : 'tag tag-amber'}>
                  {volumeStates[state]}
                </span>
              </td>
              {hasCondition ? <td>{condition ? conditions[condition] : null}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
