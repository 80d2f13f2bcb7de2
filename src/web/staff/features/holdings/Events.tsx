import { useInfiniteQuery } from '@tanstack/react-query';
import { eventKinds } from '../../../../core/events.ts';
import type { OutputOf } from '../../../../core/operation.ts';
import { dayOf } from '../../../../core/time.ts';
import { findDossierEvents } from '../../../../modules/holdings/contract.ts';
import { call } from '../../../call.ts';
import { formatInstant } from '../../parts/format.ts';
import { IssueList, refusalOf } from '../../parts/IssueList.tsx';
import { eventDetail } from './event-words.ts';

type LedgerEvent = OutputOf<typeof findDossierEvents>['events'][number];

const PAGE = 50;

/** 台账: what happened to the dossier, newest first, as the ledger has it. */
export function Events({ dossierId }: { dossierId: string }) {
  const { data, error, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: [findDossierEvents.name, dossierId],
    queryFn: ({ pageParam }) => call(findDossierEvents, { dossierId, before: pageParam, limit: PAGE }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const events = data?.pages.flatMap((page) => page.events) ?? [];
  const corrected = new Set(events.flatMap(({ correctsSeq }) => correctsSeq ?? []));
  return (
    <>
      <div className="block-head events-head">
        <h2>台账</h2>
        <span className="muted">只增不改，逐条链接</span>
      </div>
      {error ? <IssueList refusal={refusalOf(error)} /> : null}
      <ol className="timeline">
        {events.map((event) => (
          <Event key={event.seq} event={event} isCorrected={corrected.has(event.seq)} />
        ))}
      </ol>
      {hasNextPage ? (
        <button type="button" className="plain-button timeline-more" onClick={() => void fetchNextPage()}>
          更早的记录
        </button>
      ) : null}
    </>
  );
}

function Event({ event, isCorrected }: { event: LedgerEvent; isCorrected: boolean }) {
  const { seq, type, occurredAt, precision, recordedAt, actor, witness, correctsSeq, data, hash } = event;
  const isLate = type !== 'dossier.opened' && dayOf(new Date(recordedAt)) > dayOf(new Date(occurredAt));
  const detail = eventDetail(type, data);
  return (
    <li>
      <div className="timeline-head">
        <strong>{eventKinds[type]?.zh ?? type}</strong>
        {isLate ? (
          <span className="tag tag-amber" title={`${formatInstant(recordedAt)} 记入`}>
            迟录
          </span>
        ) : null}
        {correctsSeq === null ? null : <span className="tag tag-amber">更正第 {correctsSeq} 条</span>}
        {isCorrected ? <span className="tag">已被更正</span> : null}
        <time dateTime={occurredAt}>{precision === 'day' ? dayOf(new Date(occurredAt)) : formatInstant(occurredAt)}</time>
      </div>
      {detail ? <div>{detail}</div> : null}
      <div className="muted small">
        {actor}
        {witness ? `，移交人 ${witness}` : ''}
        <span className="hash" title={`第 ${seq} 条，校验值 ${hash}`}>
          #{seq} {hash.slice(0, 8)}
        </span>
      </div>
    </li>
  );
}
