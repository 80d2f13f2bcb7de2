-- What came to the desk (签收). A parcel may hold many dossiers.
create table parcel (
  institution_id integer     not null,
  id             uuid        not null, -- version 7: in order of signing
  carrier        text        not null, -- a key of carriers in reception/rules.ts
  tracking_no    text        not null, -- as printed, without spaces, upper case; given by us where the carrier has none
  sender         text        not null,
  seal_state     text        not null check (seal_state in ('intact', 'broken', 'missing')),
  seal_note      text,
  photo_id       uuid,
  listed_count   integer     check (listed_count > 0),  -- 清单份数
  found_count    integer     check (found_count >= 0),  -- 实收份数, once opened
  state          text        not null check (state in ('signed', 'completed', 'returned', 'suspended')),
  state_reason   text,
  signed_on      date        not null,
  signed_at      timestamptz not null,
  signed_by      uuid        not null,
  remark         text,
  version        integer     not null default 1, -- of the row, against lost updates
  primary key (institution_id, id),
  unique (institution_id, carrier, tracking_no)
);
create index parcel_day on parcel (institution_id, signed_on, id);
create index parcel_number on parcel (institution_id, tracking_no collate "C");
create index parcel_sender on parcel (institution_id, sender collate "C");
create index parcel_open on parcel (institution_id, state, id) where state in ('signed', 'suspended');
-- Closed days (日结).
create table closed_day (
  institution_id integer not null,
  day            date    not null,
  closed_at      timestamptz not null,
  closed_by      uuid    not null,
  reason         text,
  primary key (institution_id, day)
);

grant select, insert, update on parcel to lantai_app;
grant select, insert, delete on closed_day to lantai_app;
call scope_rows('parcel', 'closed_day');
