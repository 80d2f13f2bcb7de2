import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CallError } from '../../../call.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { IssueList, refusalOf } from '../../parts/IssueList.tsx';
import { ScanHead } from './ScanHead.tsx';
import { type ScanOutput, usePages } from './usePages.ts';
import '../../styles/viewer.css';

/** The scans of the dossier in the address, or why there are none. */
export function DossierScans({ children }: { children: (dossierId: string, scans: ScanOutput) => ReactNode }) {
  const { dossierId = '' } = useParams({ strict: false }) as { dossierId?: string };
  const { data, error } = usePages(dossierId);
  if (error instanceof CallError && error.code === 'not_found') return <NoScans dossierId={dossierId} />;
  if (error instanceof CallError && error.code === 'not_granted') return <NeedsGrant dossierId={dossierId} />;
  if (error && !data) return <IssueList refusal={refusalOf(error)} />;
  return data ? children(dossierId, data) : <p className="empty">正在读取…</p>;
}

const NeedsGrant = ({ dossierId }: { dossierId: string }) => (
  <div className="page">
    <ScanHead dossierId={dossierId} />
    <div className="sheet">
      <EmptyState
        title="查阅这份档案须有授权"
        action={
          <>
            <Link to={'/consultations/apply' as string} search={{ dossier: dossierId } as never}>
              申请查阅
            </Link>
            　<Link to={'/consultations/own' as string}>我的阅档</Link>
          </>
        }
      >
        申请批准后，在“我的阅档”中开始查阅。
      </EmptyState>
    </div>
  </div>
);

const NoScans = ({ dossierId }: { dossierId: string }) => (
  <div className="page">
    <ScanHead dossierId={dossierId} />
    <div className="sheet">
      <EmptyState
        title="这份档案还没有扫描件"
        action={
          <Link to="/dossiers/$dossierId" params={{ dossierId } as never}>
            回到档案
          </Link>
        }
      >
        扫描导入、质检、发布之后，可在这里阅档；也可能不在您的管理范围内。
      </EmptyState>
    </div>
  </div>
);

/** In place of pages that cannot be shown now: why, and where to go. */
export const Instead = ({ dossierId, scans, title, children, action }: InsteadProps) => (
  <div className="page">
    <ScanHead dossierId={dossierId} state={scans.scan.state} />
    <div className="sheet">
      <EmptyState title={title} action={action}>
        {children}
      </EmptyState>
    </div>
  </div>
);

type InsteadProps = { dossierId: string; scans: ScanOutput; title: string; children: ReactNode; action: ReactNode };
