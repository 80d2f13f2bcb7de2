-- 盘点: what stands on the shelves of a range, counted by bar code and compared with the books as they stood at one ledger position.
create table stocktake (
  institution_id integer     not null,
  id             uuid        not null, -- version 7: in order of opening
  room_id        uuid        not null,
  name           text        not null,
  zone           integer,              -- null: the whole room
  first_rack     integer,              -- null: all racks of the zone
  last_rack      integer,
  is_first       boolean     not null, -- 首次盘点: what stands is taken over, shelf by shelf
  baseline_seq   bigint      not null, -- the last ledger event that the books held when the range was read
  baseline_at    timestamptz not null,
  shelf_count    integer     not null,
  volume_count   integer     not null, -- on these shelves by the books
  state          text        not null check (state in ('open', 'submitted', 'closed', 'cancelled')),
  opened_by      uuid        not null,
  submitted_by   uuid,
  closed_by      uuid,
  closed_at      timestamptz,
  note           text,                 -- why sent back or cancelled
  version        integer     not null default 1,
  primary key (institution_id, id),
  foreign key (institution_id, room_id) references room
);
create index stocktake_state on stocktake (institution_id, state, id);

-- One level to be counted. `seen_count` is what its count ended with.
create table stocktake_shelf (
  institution_id integer not null,
  id             uuid    not null,
  stocktake_id   uuid    not null,
  shelf_id       uuid    not null,
  address        text    not null collate "C",
  state          text    not null check (state in ('waiting', 'counted')),
  expected_count integer not null,
  seen_count     integer,
  counted_by     uuid,
  counted_at     timestamptz,
  primary key (institution_id, id),
  unique (institution_id, stocktake_id, shelf_id),
  foreign key (institution_id, stocktake_id) references stocktake
);
create index stocktake_shelf_walk on stocktake_shelf (institution_id, stocktake_id, state, address);

-- One bar code of a stocktake, expected or scanned: scanning it again, by whomever, changes no more than where it was seen last.
create table stocktake_scan (
  institution_id integer not null,
  stocktake_id   uuid    not null,
  barcode        text    not null collate "C",
  volume_id      uuid,                 -- null: a code that nobody knows
  shelf_id       uuid,                 -- where the books had it at the baseline; null: not in this range
  place          text    not null collate "C", -- the same with its position, '' where there is none: order of the printed sheet
  seen_shelf_id  uuid,
  seen_by        uuid,
  seen_at        timestamptz,
  is_damaged     boolean not null default false, -- 标签损坏: typed, since it could not be scanned
  category       text check (category in ('match', 'moved', 'missing', 'extra', 'misplaced', 'lent', 'damaged')),
  resolution     text check (resolution in ('corrected', 'returned', 'missing', 'relabelled', 'noted')),
  note           text,
  primary key (institution_id, stocktake_id, barcode) -- no foreign keys: a whole store is written in one statement
);
create index stocktake_scan_expected on stocktake_scan (institution_id, stocktake_id, shelf_id, place) where shelf_id is not null;
create index stocktake_scan_seen on stocktake_scan (institution_id, stocktake_id, seen_shelf_id) where seen_shelf_id is not null;
create index stocktake_scan_category on stocktake_scan (institution_id, stocktake_id, category, barcode) where category <> 'match';

-- 缺: a volume that its shelf does not have. It stays on the books; finding it ends this.
create table missing_volume (
  institution_id integer     not null,
  id             uuid        not null,
  volume_id      uuid        not null,
  stocktake_id   uuid        not null,
  missing_since  timestamptz not null,
  found_at       timestamptz,
  primary key (institution_id, id),
  foreign key (institution_id, volume_id) references volume
);
create unique index missing_volume_open on missing_volume (institution_id, volume_id) where found_at is null;

grant select, insert, update on stocktake, stocktake_shelf, stocktake_scan, missing_volume to lantai_app;
grant delete on stocktake_scan to lantai_app; -- a code typed in error
call scope_rows('stocktake', 'stocktake_shelf', 'stocktake_scan', 'missing_volume');

update role set permissions = permissions || '{stock.count}' where code = 'shelver';
update role set permissions = permissions || '{stock.count,stock.close}' where code = 'leader';
