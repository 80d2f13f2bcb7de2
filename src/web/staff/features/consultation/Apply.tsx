import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { getCatalogue } from '../../../../modules/catalogue/contract.ts';
import { call } from '../../../call.ts';
import { announce } from '../../parts/announce.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { IssueList, refusalOf } from '../../parts/IssueList.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { useUrlFilters } from '../../parts/useUrlFilters.ts';
import { ApplyForm } from './ApplyForm.tsx';
import { useConsultationsChanged } from './useConsultations.ts';
import '../../styles/consultation.css';

/** 查阅申请 for the dossier in the address. */
export function Apply() {
  const dossierId = useUrlFilters().filters['dossier'];
  return dossierId ? (
    <ForDossier key={dossierId} dossierId={dossierId} />
  ) : (
    <Sheet>
      <EmptyState title="先查到要看的档案" action={<Link to={'/search' as string}>去查档</Link>}>
        在查档结果中打开档案，点“申请查阅”。
      </EmptyState>
    </Sheet>
  );
}

function ForDossier({ dossierId }: { dossierId: string }) {
  const navigate = useNavigate();
  const changed = useConsultationsChanged();
  const { data, error } = useQuery({ queryKey: [getCatalogue.name, dossierId, 'apply'], queryFn: () => call(getCatalogue, { dossierId }) });
  const items = data?.completed?.items ?? [];
  return (
    <Sheet note={data ? `${data.person.name} ${data.referenceCode}` : null}>
      {error ? <IssueList refusal={refusalOf(error)} /> : null}
      {data && items.length === 0 ? (
        <EmptyState
          title="这份档案还没有完成的目录"
          action={
            <Link to="/dossiers/$dossierId" params={{ dossierId } as never}>
              回到档案
            </Link>
          }
        >
          整理编目并数字化发布之后，才能在屏幕上查阅。
        </EmptyState>
      ) : null}
      {data && items.length > 0 ? (
        <ApplyForm
          {...{ dossierId, items, kind: data.kind }}
          onDone={({ consultationId, number }) => {
            announce(`已提交查阅申请 ${number}，等待审批`);
            changed();
            void navigate({ to: '/consultations/$consultationId', params: { consultationId } as never });
          }}
        />
      ) : null}
    </Sheet>
  );
}
