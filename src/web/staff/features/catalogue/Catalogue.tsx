import { Link, useParams } from '@tanstack/react-router';
import { CallError } from '../../../call.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { IssueList, refusalOf } from '../../parts/IssueList.tsx';
import { may, useSession } from '../../session.ts';
import { Completed } from './Completed.tsx';
import { Editor } from './Editor.tsx';
import type { Catalogue as CatalogueOutput } from './grid-rows.ts';
import { useCatalogue } from './useCatalogue.ts';
import '../../styles/catalogue.css';

/** 整理编目 of one dossier: the grid while it is drafted, the catalogue once it is completed. */
export function Catalogue() {
  const { dossierId = '' } = useParams({ strict: false }) as { dossierId?: string };
  const { data, error } = useCatalogue(dossierId);
  if (error instanceof CallError && error.code === 'not_found') {
    return (
      <EmptyState title="没有这份档案" action={<Link to={'/dossiers' as string}>到档案列表查找</Link>}>
        核对地址；也可能不在您的管理范围内。
      </EmptyState>
    );
  }
  if (error && !data) return <IssueList refusal={refusalOf(error)} />;
  return data ? <Shown key={`${dossierId} ${data.state}`} catalogue={data} /> : <p className="empty">正在读取…</p>;
}

function Shown({ catalogue }: { catalogue: CatalogueOutput }) {
  const canDescribe = may(useSession(), 'item.describe');
  const { draft, completed } = catalogue;
  if (draft && canDescribe) return <Editor catalogue={catalogue} draft={draft} />;
  if (completed) return <Completed {...{ catalogue, completed, canDescribe }} />;
  return (
    <EmptyState title="目录还没有完成" action={<Link to={`/dossiers/${catalogue.dossierId}` as string}>回到档案</Link>}>
      整理员完成编目后，目录出现在这里。
    </EmptyState>
  );
}
