import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { dayOf } from '../../../../core/time.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { IssueList, refusalOf } from '../../parts/IssueList.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { may, useSession } from '../../session.ts';
import { beginnings, type Count, inbox, type Waiting } from './inbox.ts';
import '../../styles/home.css';

const REFRESH_MS = 60_000;

/** 工作台: what waits for this user, each count opening its list, and where to begin. */
export function Home() {
  const session = useSession();
  const mine = inbox.filter(({ permission }) => may(session, permission));
  const counts = useQueries({
    queries: mine.map(({ id, count }) => ({ queryKey: ['inbox', id], queryFn: count, refetchInterval: REFRESH_MS, staleTime: 0 })),
  });
  const error = counts.find((query) => query.error)?.error;
  const isKnown = counts.every((query) => query.data);
  const waiting = mine.flatMap((item, index) => ({ item, count: counts[index]?.data })).filter(({ count }) => count && count.count > 0);
  const starts = beginnings.filter(({ permission }) => may(session, permission));
  return (
    <Sheet isPaper={false} note={`${session.displayName}，今天是 ${dayOf(new Date())}`}>
      <IssueList refusal={error ? refusalOf(error) : undefined} />
      <section className="home-section" aria-label="等您处理">
        <h2>等您处理</h2>
        {waiting.length > 0 ? (
          <div className="home">
            {waiting.map(({ item, count }) => (count ? <WaitingCard key={item.id} item={item} count={count} /> : null))}
          </div>
        ) : (
          <div className="sheet">{isKnown ? <Nothing hasWork={starts.length > 0} /> : <p className="empty">正在清点…</p>}</div>
        )}
      </section>
      {starts.length > 0 ? (
        <section className="home-section" aria-label="从这里开始">
          <h2>从这里开始</h2>
          <div className="home">
            {starts.map(({ title, hint, to }) => (
              <Link key={title} to={to} className="sheet waiting">
                <strong>{title}</strong>
                <span className="muted" style={{ gridColumn: 1 }}>
                  {hint}
                </span>
              </Link>
            ))}
          </div>
        </section>
      ) : null}
    </Sheet>
  );
}

const WaitingCard = ({ item: { title, hint, to }, count: { count, isMore } }: { item: Waiting; count: Count }) => {
  const { pathname, searchParams } = new URL(to, location.origin);
  return (
    <Link to={pathname} search={Object.fromEntries(searchParams) as never} className="sheet waiting">
      <strong>{title}</strong>
      <b>{isMore ? `${count}+` : count}</b>
      <span className="muted">{hint}</span>
    </Link>
  );
};

const Nothing = ({ hasWork }: { hasWork: boolean }) =>
  hasWork ? (
    <EmptyState title="没有等待处理的事项">有新的事项时会出现在这里，每分钟自动更新。</EmptyState>
  ) : (
    <EmptyState title="您的账号还没有可办的业务">请安全保密员为您分配角色，分配后刷新本页即可。</EmptyState>
  );
