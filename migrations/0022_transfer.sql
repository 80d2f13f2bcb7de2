-- 转递: where dossiers go and come from, each way out and in, and 注销.

-- 收件单位名录
create table receiver (
  institution_id  integer     not null,
  id              uuid        not null, -- version 7: in order of entry
  name            text        not null,
  uscc            text,                 -- 统一社会信用代码
  address         text        not null,
  postcode        text,
  confidential_no text,                 -- 机要地址或机要号
  phone           text,
  verified_by     uuid,                 -- 核验: who saw by what that it may keep dossiers
  verified_at     timestamptz,
  evidence        text,
  version         integer     not null default 1,
  primary key (institution_id, id),
  unique (institution_id, name),
  check ((verified_by is null) = (verified_at is null) and (verified_by is null) = (evidence is null))
);
create index receiver_name on receiver (institution_id, name collate "C");
create index receiver_uscc on receiver (institution_id, uscc) where uscc is not null;

-- 转出: one row a request.
create table transfer (
  institution_id  integer     not null,
  id              uuid        not null, -- version 7: in order of asking
  dossier_id      uuid        not null,
  kind            text        not null, -- of the dossier, for the reader's scope
  receiver_id     uuid        not null,
  state           text        not null check (state in ('asked', 'refused', 'approved', 'cancelled', 'dispatched', 'closed', 'sentBack')),
  out_reason      text        not null,
  channel         text        not null,
  letter_number   text        not null, -- of the receiver's 调档函
  letter_on       date        not null,
  applicant       text        not null, -- 申请人
  asked_by        uuid        not null,
  asked_at        timestamptz not null,
  due_on          date        not null, -- to be sent by
  decided_by      uuid,
  decided_at      timestamptz,
  notice_number   text,                 -- 转递通知单字号, given with the approval
  dispatched_by   uuid,                 -- 封包寄出
  dispatched_at   timestamptz,
  dispatched_on   date,
  tracking_no     text,                 -- one for all that went on one list
  volume_count    integer,
  page_count      integer,
  item_count      integer,
  chased_on       date,                 -- the last 催办
  chase_count     integer     not null default 0,
  acknowledged_on date,                 -- 回执
  acknowledged_by text,                 -- who signed it over there
  note            text,                 -- why refused, cancelled, sent back; what was said to a warning
  version         integer     not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, dossier_id) references dossier,
  foreign key (institution_id, receiver_id) references receiver,
  check (state not in ('dispatched', 'closed') or (dispatched_on is not null and notice_number is not null))
);
create unique index transfer_one_open on transfer (institution_id, dossier_id) where state in ('asked', 'approved', 'dispatched');
create unique index transfer_notice on transfer (institution_id, notice_number) where notice_number is not null;
create index transfer_state on transfer (institution_id, state, id);
create index transfer_due on transfer (institution_id, due_on, id) where state in ('asked', 'approved');
create index transfer_chase on transfer (institution_id, dispatched_on, id) where dispatched_on is not null; -- 登记簿 too
create index transfer_dossier on transfer (institution_id, dossier_id, id);
create index transfer_tracking on transfer (institution_id, tracking_no) where tracking_no is not null;

-- 调档函 / 商调函: what was sent for. Its expectation (same id) says who; arrival is told by reception.
create table letter (
  institution_id integer     not null,
  id             uuid        not null, -- version 7: in order of writing
  letter_number  text        not null,
  letter_kind    text        not null check (letter_kind in ('move', 'consult')), -- 调档函 / 商调函
  state          text        not null check (state in ('open', 'arrived', 'void')),
  receiver_id    uuid        not null, -- the institution that keeps it now
  in_reason      text        not null,
  issued_on      date        not null,
  expires_on     date        not null,
  issued_by      uuid        not null,
  note           text,
  version        integer     not null default 1,
  primary key (institution_id, id),
  unique (institution_id, letter_number),
  foreign key (institution_id, id) references expectation,
  foreign key (institution_id, receiver_id) references receiver
);
create index letter_state on letter (institution_id, state, id);
create index letter_expires on letter (institution_id, expires_on, id) where state = 'open';

-- 回执 owed to whoever sent a dossier; what was sent stands in the ledger. Nothing is owed for what came before this was kept.
create table acknowledgement (
  institution_id integer not null,
  dossier_id     uuid    not null,
  kind           text    not null,
  registered_on  date    not null,
  sent_on        date,
  primary key (institution_id, dossier_id),
  foreign key (institution_id, dossier_id) references dossier
);
create index acknowledgement_owed on acknowledgement (institution_id, registered_on, dossier_id) where sent_on is null;

-- 注销: the person died, or is retired and the dossier handed over.
create table deaccession (
  institution_id integer     not null,
  id             uuid        not null, -- version 7: in order of asking
  dossier_id     uuid        not null,
  kind           text        not null,
  state          text        not null check (state in ('asked', 'refused', 'done', 'restored')),
  reason_code    text        not null check (reason_code in ('death', 'retirement')),
  evidence       text        not null, -- 依据
  handed_to      text        not null, -- 移交去向
  asked_by       uuid        not null,
  asked_at       timestamptz not null,
  decided_by     uuid,
  decided_at     timestamptz,
  note           text,
  version        integer     not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, dossier_id) references dossier
);
create unique index deaccession_one_open on deaccession (institution_id, dossier_id) where state in ('asked', 'done');
create index deaccession_state on deaccession (institution_id, state, id);
create index deaccession_dossier on deaccession (institution_id, dossier_id, id);

grant select, insert, update on receiver, transfer, letter, deaccession to lantai_app;
grant select, insert, update, delete on acknowledgement to lantai_app;
call scope_rows('receiver', 'transfer', 'letter', 'acknowledgement', 'deaccession');

update role set permissions = permissions || '{transfer.read,transfer.manage}' where code = 'clerk';
update role set permissions = permissions || '{transfer.read,transfer.approve}' where code in ('approver', 'leader');
update role set permissions = permissions || '{transfer.read}' where code = 'shelver';
