-- Consultations (查阅): who asked to read what on screen, what was granted, and how long it was really read.

-- A letter or form that came with an application (介绍信、审批表). The bytes lie in the blob store.
create table introduction_letter (
  institution_id integer     not null,
  id             uuid        not null,
  sha256         text        not null,
  mime           text        not null,
  size_bytes     integer     not null,
  created_at     timestamptz not null,
  created_by     uuid        not null,
  primary key (institution_id, id)
);

-- One application with all that became of it: 申请, 审批, 阅档, 结束. Each step is an event that vouches for this row.
create table consultation (
  institution_id   integer     not null,
  id               uuid        not null, -- version 7: in order of application
  number           text        not null, -- CY2026-000012
  dossier_id       uuid        not null,
  kind             text        not null, -- of the dossier, for the scope of lists
  state            text        not null check (state in ('waiting', 'granted', 'reading', 'held', 'recalled', 'refused', 'withdrawn')),
  purpose          text        not null, -- a key of purposes in consultation/rules.ts
  note             text,
  unit             text        not null, -- the unit that reads
  readers          jsonb       not null, -- {"list": [{"name", "idNumber", "post", "phone"}]}
  letter_id        uuid,
  reason           text,                 -- why it was sent in spite of warnings
  item_ids         uuid[]      not null, -- asked for; what is granted after the last approval
  minutes          integer     not null check (minutes > 0),
  may_print        boolean     not null,
  may_download     boolean     not null,
  level_count      integer     not null check (level_count in (1, 2)),
  approvals        jsonb       not null, -- {"list": [{"by", "at", "note"}]}, in order of level
  applied_on       date        not null,
  applied_by       uuid        not null,
  holder_id        uuid        not null, -- whose account it is read with
  valid_through    date,                 -- the last day of the grant
  opened_at        timestamptz,
  closed_at        timestamptz,
  closing_note     text,                 -- why it was refused or recalled
  used_seconds     integer,              -- at the end
  page_count       integer,              -- pages that left, at the end
  version          integer     not null default 1,
  primary key (institution_id, id),
  unique (institution_id, number),
  foreign key (institution_id, dossier_id) references dossier,
  foreign key (institution_id, letter_id) references introduction_letter
);
create index consultation_state on consultation (institution_id, state, id);
create index consultation_dossier on consultation (institution_id, dossier_id, id);
create index consultation_holder on consultation (institution_id, holder_id, id);
create index consultation_day on consultation (institution_id, applied_on, id);
-- whoever reads a dossier reads it under one grant, so that its time is counted once
create unique index consultation_reading on consultation (institution_id, holder_id, dossier_id) where state = 'reading';

-- The clock of a consultation while it is read. No fact: what it shows at the end is in the ledger.
create table reading (
  institution_id  integer     not null,
  consultation_id uuid        not null,
  used_ms         integer     not null,
  last_seen_at    timestamptz not null,
  item_id         uuid,                  -- what is on the screen; null while nobody looks
  primary key (institution_id, consultation_id),
  foreign key (institution_id, consultation_id) references consultation
);
-- The same by item (逐份材料).
create table item_reading (
  institution_id  integer     not null,
  consultation_id uuid        not null,
  item_id         uuid        not null,
  used_ms         integer     not null,
  page_ids        uuid[]      not null,  -- whose images left
  first_at        timestamptz not null,
  last_at         timestamptz not null,
  primary key (institution_id, consultation_id, item_id),
  foreign key (institution_id, consultation_id) references consultation
);

grant select, insert on introduction_letter to lantai_app;
grant select, insert, update on consultation, reading, item_reading to lantai_app;
call scope_rows('introduction_letter', 'consultation', 'reading', 'item_reading');
