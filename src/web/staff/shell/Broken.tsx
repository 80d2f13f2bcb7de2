import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { EmptyState } from '../parts/EmptyState.tsx';
import { IssueList, refusalOf } from '../parts/IssueList.tsx';

/** A page that could not be shown. */
export const Broken = ({ error }: { error: unknown }) => (
  <main className="sheet-pad">
    <IssueList refusal={refusalOf(error)} />
    <Button onClick={() => location.reload()}>刷新页面</Button>
  </main>
);

/** An address that nothing answers to. */
export const Missing = () => (
  <main>
    <EmptyState title="没有这个页面" action={<Link to="/">回到工作台</Link>}>
      地址可能抄写有误，或者页面已经移走。
    </EmptyState>
  </main>
);
