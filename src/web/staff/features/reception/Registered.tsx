import { Link } from '@tanstack/react-router';
import { labelsOf, openLabels } from '../../parts/print-labels.ts';
import { useShortcut } from '../../parts/useShortcut.ts';
import { may, useSession } from '../../session.ts';

export type JustRegistered = { dossierId: string; name: string; referenceCode: string; barcodes: readonly string[] };

/** What has just been registered: its number to be written on the cover, its bar codes to be printed. */
export function Registered({ registered: { dossierId, name, referenceCode, barcodes } }: { registered: JustRegistered }) {
  const canPrint = may(useSession(), 'stackroom.read');
  useShortcut('alt+p', '打印刚登记的标签', () => canPrint && openLabels([dossierId]));
  return (
    <section className="block registered" aria-label="刚登记的档案" role="status">
      <div className="block-head">
        <h2>已登记：{name}</h2>
        <div className="block-end">
          <Link to="/dossiers/$dossierId" params={{ dossierId } as never} className="quiet-link">
            查看
          </Link>
          {canPrint ? (
            <a href={labelsOf([dossierId])} target="_blank" rel="noreferrer" className="quiet-link">
              打印标签 <kbd>Alt P</kbd>
            </a>
          ) : null}
        </div>
      </div>
      <div className="reference-code code">{referenceCode}</div>
      <div className="muted small code">卷条码 {barcodes.join('　')}</div>
    </section>
  );
}
