-- What lies in a dossier, item by item (整理编目), and what an arranger is still typing.

-- 目录草稿: one row a dossier, from the day it is shelved. Open rows are the arrangers' worklist.
create table catalogue_draft (
  institution_id integer not null,
  dossier_id     uuid    not null,
  kind           text    not null, -- of the dossier, for the reader's scope
  scheme         text    not null check (scheme in ('2009', '2018')),
  items          jsonb   not null, -- as typed, not checked
  is_open        boolean not null default true, -- false: the catalogue is completed, or the dossier void
  version        integer not null default 0,    -- never starts again, so that a page left open can't save over a later draft
  saved_by       uuid,                          -- null: nobody has begun
  saved_at       timestamptz,
  primary key (institution_id, dossier_id),
  foreign key (institution_id, dossier_id) references dossier,
  check ((saved_by is null) = (saved_at is null))
);
create index catalogue_draft_open on catalogue_draft (institution_id, dossier_id) where is_open;

-- 目录: its state and its sums. `id` is the dossier's.
create table catalogue (
  institution_id integer     not null,
  id             uuid        not null,
  scheme         text        not null check (scheme in ('2009', '2018')), -- 分类版本
  state          text        not null check (state in ('completed', 'reopened')),
  item_count     integer     not null,
  page_count     integer     not null,
  completed_at   timestamptz not null,
  completed_by   uuid        not null,
  version        integer     not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, id) references dossier
);

-- 材料（件）. The ledger vouches for each, so one that leaves the catalogue is marked and stays.
create table item (
  institution_id integer not null,
  id             uuid    not null,
  dossier_id     uuid    not null,
  category_code  text    not null, -- 类号: 1, 4-1, 10
  sequence       integer not null check (sequence > 0), -- 序号 inside its category
  title          text    not null,
  formed_on      text    check (formed_on ~ '^\d{4}(-\d{2}(-\d{2})?)?$'), -- 形成时间, known in part
  page_count     integer not null check (page_count > 0),
  copy_count     integer not null default 1 check (copy_count > 0), -- 份数
  remark         text,
  marks          text[]  not null default '{}', -- keys of marks in catalogue/rules/item.ts
  is_removed     boolean not null default false,
  version        integer not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, dossier_id) references dossier
);
create unique index item_place on item (institution_id, dossier_id, category_code, sequence) where not is_removed;
create index item_dossier on item (institution_id, dossier_id);

-- What stands in the store already waits to be arranged.
insert into catalogue_draft (institution_id, dossier_id, kind, scheme, items)
select institution_id, id, kind, '2018', '[]' from dossier where custody_state = 'inStore';

grant select, insert, update on catalogue_draft, catalogue, item to lantai_app;
call scope_rows('catalogue_draft', 'catalogue', 'item');
update role set permissions = array_append(permissions, 'item.describe') where code = 'arranger';
