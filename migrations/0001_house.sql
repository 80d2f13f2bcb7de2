-- The house: ledger, figures, audit log, settings, files. Nothing here knows about archives.

-- The institutions whose rows this transaction may see, set by the one path that every call takes. Empty: none.
create function scope_institutions() returns integer[] language sql stable parallel safe as
$$ select coalesce(nullif(current_setting('lantai.institutions', true), ''), '{}')::integer[] $$;

-- What happened, once and for good. Written by ledger_append() alone, never changed.
create table ledger_event (
  institution_id integer     not null,
  seq            bigint      not null, -- without gaps; its order is the order of commit
  type           text        not null, -- a key of core/events.ts
  occurred_at    timestamptz not null, -- business time
  precision      text        not null check (precision in ('day', 'instant')), -- day: only the day is known
  business_day   date        not null, -- the day of occurred_at in the centre's zone
  recorded_at    timestamptz not null, -- system time; never before that of an earlier seq, even if a clock is set back
  actor_id       text        not null,
  witness_id     text,                 -- the other side of a hand-over
  dossier_id     uuid,
  subject_kind   text        not null,
  subject_id     text        not null,
  dims           jsonb       not null, -- what figures are broken down by
  corrects_seq   bigint,               -- the event that this one takes back or replaces
  data           jsonb       not null, -- ids, codes, days and counts; never a name
  row_digests    jsonb       not null, -- {"table/id": HMAC of the row as written}
  prev_hash      bytea       not null,
  hash           bytea       not null, -- SHA-256 of prev_hash and the RFC 8785 JSON of all columns but the two hashes
  primary key (institution_id, seq),
  foreign key (institution_id, corrects_seq) references ledger_event
);
create unique index ledger_event_corrected_once on ledger_event (institution_id, corrects_seq) where corrects_seq is not null;
create index ledger_event_subject on ledger_event (institution_id, subject_kind, subject_id, seq);
create index ledger_event_dossier on ledger_event (institution_id, dossier_id, seq) where dossier_id is not null;
create index ledger_event_day on ledger_event (institution_id, type, business_day, seq);

-- Figures are sums of these. A figure as of day D, known at event K: sum(amount) where business_day <= D and seq <= K.
create table ledger_delta (
  institution_id integer not null,
  measure        text    not null,
  business_day   date    not null,
  seq            bigint  not null, -- the event that gave it, and the rows behind a figure
  place          integer not null, -- order inside the event
  dims           jsonb   not null,
  amount         bigint  not null,
  primary key (institution_id, measure, business_day, seq, place),
  foreign key (institution_id, seq) references ledger_event
);
create index ledger_delta_event on ledger_delta (institution_id, seq);

create function refuse_change() returns trigger language plpgsql as
$$ begin raise exception '% is append-only', tg_table_name using errcode = '42501'; end $$;
create trigger append_only before update or delete or truncate on ledger_event for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on ledger_delta for each statement execute function refuse_change();

-- The text that the chain binds. JSON as RFC 8785 prints it: keys in order, `data`, `dims` and `digests` canonical already.
create function ledger_text(e ledger_event, dims text, data text, digests text) returns text language sql immutable as $$
  select '{"actor_id":' || to_json(e.actor_id) || ',"business_day":"' || to_char(e.business_day, 'YYYY-MM-DD')
    || '","corrects_seq":' || coalesce(e.corrects_seq::text, 'null') || ',"data":' || data || ',"dims":' || dims
    || ',"dossier_id":' || coalesce('"' || e.dossier_id || '"', 'null') || ',"institution_id":' || e.institution_id
    || ',"occurred_at":"' || to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '","precision":"' || e.precision
    || '","recorded_at":"' || to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '","row_digests":' || digests
    || ',"seq":' || e.seq || ',"subject_id":' || to_json(e.subject_id) || ',"subject_kind":' || to_json(e.subject_kind)
    || ',"type":' || to_json(e.type) || ',"witness_id":' || coalesce(to_json(e.witness_id)::text, 'null') || '}'
$$;

-- Numbers, chains and writes the events of one call, in one round trip; returns the last seq. The lock is held until commit,
-- so seq order is commit order: call it last. `events` come with canonical texts; `deltas` name their event by position.
create function ledger_append(institution integer, actor text, at timestamptz, events jsonb) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  item jsonb; e ledger_event; delta jsonb; n integer;
begin
  perform pg_advisory_xact_lock(7310, institution);
  select seq, hash, recorded_at into e.seq, e.hash, e.recorded_at
    from ledger_event where institution_id = institution order by seq desc limit 1;
  e.institution_id := institution; e.actor_id := actor;
  e.seq := coalesce(e.seq, 0); e.hash := coalesce(e.hash, '\x');
  e.recorded_at := greatest(date_trunc('milliseconds', at), e.recorded_at);
  for item in select value from jsonb_array_elements(events) loop
    e.seq := e.seq + 1;
    e.prev_hash := e.hash;
    e.type := item ->> 'type';
    e.occurred_at := (item ->> 'occurredAt')::timestamptz;
    e.precision := item ->> 'precision';
    e.business_day := (item ->> 'businessDay')::date;
    e.witness_id := item ->> 'witnessId';
    e.dossier_id := (item ->> 'dossierId')::uuid;
    e.subject_kind := item ->> 'subjectKind';
    e.subject_id := item ->> 'subjectId';
    e.corrects_seq := (item ->> 'correctsSeq')::bigint;
    e.dims := (item ->> 'dims')::jsonb;
    e.data := (item ->> 'data')::jsonb;
    e.row_digests := (item ->> 'rowDigests')::jsonb;
    e.hash := sha256(e.prev_hash || convert_to(ledger_text(e, item ->> 'dims', item ->> 'data', item ->> 'rowDigests'), 'UTF8'));
    insert into ledger_event select e.*;
    n := 0;
    for delta in select value from jsonb_array_elements(item -> 'deltas') loop
      n := n + 1;
      insert into ledger_delta (institution_id, measure, business_day, seq, place, dims, amount)
      values (institution, delta ->> 'measure', (delta ->> 'day')::date, e.seq, n, delta -> 'dims', (delta ->> 'amount')::bigint);
    end loop;
    if e.corrects_seq is not null then -- what the corrected event gave is taken back on its own days, known only from now on
      insert into ledger_delta (institution_id, measure, business_day, seq, place, dims, amount)
      select institution, measure, business_day, e.seq, n + row_number() over (order by place), dims, -amount
      from ledger_delta where institution_id = institution and seq = e.corrects_seq;
    end if;
  end loop;
  return e.seq;
end $$;
revoke all on function ledger_append from public;
grant execute on function ledger_append to lantai_app;

-- Who called what, with which outcome: reads and refusals too. Survives the rollback of the call.
create table audit_log (
  institution_id integer     not null, -- 0: nobody was signed in
  id             uuid        not null, -- version 7: in order of time
  at             timestamptz not null,
  actor_id       text        not null, -- a user's id, `operator` or `anonymous`
  operation      text        not null,
  outcome        text        not null, -- `done` or a problem code
  door           text        not null check (door in ('http', 'cli', 'job')),
  address        text,                 -- of the caller
  detail         jsonb       not null, -- ids, days and counts of the input
  duration_ms    integer     not null,
  primary key (institution_id, id)
);
create index audit_log_actor on audit_log (institution_id, actor_id, id);
create index audit_log_operation on audit_log (institution_id, operation, id);
create trigger append_only before update or delete or truncate on audit_log for each statement execute function refuse_change();

-- What an institution has set otherwise than the default in core/settings.ts.
create table setting (
  institution_id integer     not null,
  key            text        not null,
  value          jsonb       not null,
  primary key (institution_id, key)
);

-- Numbers that are given once: the last one of each series.
create table number_series (
  institution_id integer not null,
  series         text    not null,
  last           integer not null,
  primary key (institution_id, series)
);

-- Files that people hand in (photos, scans of letters). The bytes lie in the blob store under their digest.
create table stored_file (
  institution_id integer     not null,
  id             uuid        not null,
  sha256         text        not null,
  mime           text        not null,
  size_bytes     integer     not null,
  created_at     timestamptz not null,
  created_by     uuid        not null,
  primary key (institution_id, id)
);

grant select on ledger_event, ledger_delta to lantai_app;
grant select, insert on audit_log, stored_file to lantai_app;
grant select, insert, update on setting, number_series to lantai_app;

-- The net below the scope that every store query carries already.
create procedure scope_rows(variadic tables text[]) language plpgsql as $$
declare name text;
begin
  foreach name in array tables loop
    execute format('alter table %I enable row level security', name);
    -- the sub-select makes it one evaluation a statement, not one a row
    execute format('create policy scope on %I using (institution_id = any ((select scope_institutions())::integer[]))', name);
  end loop;
end $$;
call scope_rows('ledger_event', 'ledger_delta', 'setting', 'number_series', 'stored_file');
