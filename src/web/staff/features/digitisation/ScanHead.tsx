import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type ScanState, scanStates } from '../../../../modules/digitisation/rules.ts';
import { usePage } from '../../parts/usePage.ts';
import { useDossierName } from './usePages.ts';

const tints: Readonly<Partial<Record<ScanState, string>>> = {
  ...{ inspecting: 'tag tag-amber', rework: 'tag tag-vermilion', passed: 'tag tag-verified', published: 'tag tag-verified' },
};

/** 数字化状态 as a tag: amber waits for an inspector, vermilion was returned, green is verified. */
export const ScanTag = ({ state }: { state: ScanState }) => <span className={tints[state] ?? 'tag'}>{scanStates[state]}</span>;

/** Whose scans they are and how far; what can be done stands at the end. */
export function ScanHead({ dossierId, state, children }: { dossierId: string; state?: ScanState; children?: ReactNode }) {
  const page = usePage();
  const dossier = useDossierName(dossierId);
  return (
    <div className="page-head">
      <h1>{page?.title}</h1>
      <Link to="/dossiers/$dossierId" params={{ dossierId } as never} className="quiet-link">
        {dossier ? (
          <span title={dossier.pinyin}>
            {dossier.personName} <span className="code">{dossier.referenceCode}</span>
          </span>
        ) : (
          '档案详情'
        )}
      </Link>
      {state ? <ScanTag state={state} /> : null}
      <div className="page-end">{children}</div>
    </div>
  );
}
