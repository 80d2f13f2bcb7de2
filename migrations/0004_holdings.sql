-- Whose dossiers the centre keeps, the dossiers, and their bound volumes.

create table person (
  institution_id    integer not null,
  id                uuid    not null,
  name              text    not null,
  former_names      text[]  not null default '{}',
  pinyin            text    not null, -- of the name, without tones: what lists are sorted by
  initials          text    not null,
  id_type           text    not null, -- a key of core/codes idTypes
  id_number         text    not null, -- resident IDs with 18 digits
  id_number_written text,             -- as it stands in the dossier, where that has 15 digits
  id_tail           text    not null generated always as (right(id_number, 4)) stored, -- 后四位
  birth_on          date,
  sex               text    not null, -- GB/T 2261.1
  ethnicity         text,             -- GB/T 3304
  political_status  text,             -- GB/T 4762
  education         text,             -- GB/T 4658
  degree            text,             -- GB/T 6864
  graduated_on      date,
  school            text,
  employer          text,
  identity          text,             -- 人员身份
  phone             text,
  email             text,
  created_at        timestamptz not null,
  version           integer not null default 1,
  primary key (institution_id, id),
  unique (institution_id, id_type, id_number)
);
-- Beginnings are asked for as ranges in collation C: under row-level security an index serves only leakproof comparisons,
-- and neither LIKE nor right() is one.
create index person_name on person (institution_id, name collate "C");
create index person_initials on person (institution_id, initials collate "C");
create index person_tail on person (institution_id, id_tail);

-- 委托存档单位
create table depositor (
  institution_id integer not null,
  id             uuid    not null,
  name           text    not null,
  uscc           text    not null, -- 统一社会信用代码
  is_closed      boolean not null default false,
  created_at     timestamptz not null,
  primary key (institution_id, id),
  unique (institution_id, uscc)
);

create table dossier (
  institution_id       integer not null,
  id                   uuid    not null, -- version 7: in order of registration
  person_id            uuid    not null,
  kind                 text    not null check (kind in ('floating', 'cadre')),
  reference_code       text    not null, -- 存档编号: given once, never again
  custody              text    not null check (custody in ('individual', 'unit')), -- 存档性质
  depositor_id         uuid,
  previous_institution text    not null, -- 原存档单位
  in_reason            text    not null,
  parcel_id            uuid,
  custody_state        text    not null, -- a key of custodyStates in holdings/rules.ts
  is_active            boolean not null generated always as (custody_state not in ('transferred', 'deaccessioned', 'voided')) stored,
  digital_state        text    not null default 'none',
  missing_note         text,             -- 缺少材料
  remark               text,
  registered_on        date    not null,
  registered_at        timestamptz not null,
  registered_by        uuid    not null,
  version              integer not null default 1,
  primary key (institution_id, id),
  unique (institution_id, reference_code),
  foreign key (institution_id, person_id) references person,
  foreign key (institution_id, depositor_id) references depositor,
  check (custody = 'individual' or depositor_id is not null)
);
create unique index dossier_one_active on dossier (institution_id, person_id, kind) where is_active;
create index dossier_person on dossier (institution_id, person_id);
create index dossier_parcel on dossier (institution_id, parcel_id) where parcel_id is not null;
create index dossier_day on dossier (institution_id, registered_on, id);
create index dossier_state on dossier (institution_id, custody_state, id);
create index dossier_code on dossier (institution_id, reference_code collate "C");

-- A bound physical unit (卷), the counting unit of the store.
create table volume (
  institution_id integer not null,
  id             uuid    not null,
  dossier_id     uuid    not null,
  part           text    not null check (part in ('principal', 'counterpart')), -- 正本 / 副本
  number         integer not null,
  barcode        text    not null, -- reference code and number, nothing about the person
  state          text    not null check (state in ('registered', 'handedOver', 'shelved', 'gone')),
  handed_over_by uuid,
  handed_over_at timestamptz,
  shelf_id       uuid,
  position       integer,
  place          text,    -- the whole address: KF01-Q02-J05-A-03-2-017
  version        integer not null default 1,
  primary key (institution_id, id),
  unique (institution_id, barcode),
  foreign key (institution_id, dossier_id) references dossier,
  check ((shelf_id is null) = (position is null) and (shelf_id is null) = (place is null)),
  check (state <> 'shelved' or shelf_id is not null)
);
create index volume_dossier on volume (institution_id, dossier_id);
create index volume_waiting on volume (institution_id, state, id) where state in ('registered', 'handedOver');
create unique index volume_slot on volume (institution_id, shelf_id, position) where shelf_id is not null; -- 一位一卷

grant select, insert, update on person, depositor, dossier, volume to lantai_app;
call scope_rows('person', 'depositor', 'dossier', 'volume');
