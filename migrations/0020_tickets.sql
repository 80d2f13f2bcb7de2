-- A volume outside its room has exactly one open ticket (票据): who wants it, why, until when, and both sides of each hand-over.
alter table volume drop constraint volume_state_check;
alter table volume add constraint volume_state_check check (state in ('registered', 'handedOver', 'shelved', 'out', 'gone'));

create table ticket (
  institution_id integer     not null,
  id             uuid        not null, -- version 7: in order of asking
  dossier_id     uuid        not null,
  volume_id      uuid        not null,
  purpose        text        not null check (purpose in ('loan', 'consultation', 'digitisation', 'repair', 'leaving')),
  state          text        not null check (state in ('asked', 'approved', 'out', 'returning', 'closed')),
  outcome        text check (outcome in ('returned', 'cancelled', 'refused', 'dispatched')),
  taker          text        not null, -- 领用人
  taker_unit     text        not null,
  reason         text        not null,
  due_on         date        not null,
  asked_by       uuid        not null,
  asked_at       timestamptz not null,
  approved_by    uuid,
  out_by         uuid,
  out_at         timestamptz,
  pages_out      integer,
  returned_by    uuid,
  returned_at    timestamptz,
  pages_in       integer,
  closed_at      timestamptz,
  note           text, -- why refused or cancelled; what was wrong at the return
  version        integer     not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, volume_id) references volume,
  check ((state = 'closed') = (outcome is not null))
);
create unique index ticket_one_open on ticket (institution_id, volume_id) where state <> 'closed';
create index ticket_state on ticket (institution_id, state, id);
create index ticket_due on ticket (institution_id, due_on, id) where state = 'out';
create index ticket_dossier on ticket (institution_id, dossier_id, id);
create index ticket_out on ticket (institution_id, out_at, id) where out_at is not null; -- 登记簿

grant select, insert, update on ticket to lantai_app;
call scope_rows('ticket');

update role set permissions = permissions || '{volume.ask}' where code in ('clerk', 'arranger', 'scanner', 'shelver', 'leader');
update role set permissions = permissions || '{loan.approve,stackroom.read}' where code = 'approver';
update role set permissions = permissions || '{loan.approve}' where code = 'leader';
