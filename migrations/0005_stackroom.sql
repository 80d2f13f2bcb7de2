-- Where volumes stand: 库房-区-架-面-列-层, and a position on the level.

create table room (
  institution_id integer not null,
  id             uuid    not null,
  code           text    not null, -- KF01
  name           text    not null,
  created_at     timestamptz not null,
  primary key (institution_id, id),
  unique (institution_id, code)
);

-- One level (层) of one bay: the leaf of the room tree. Its address without the position: KF01-Q02-J05-A-03-2.
create table shelf (
  institution_id integer not null,
  id             uuid    not null,
  room_id        uuid    not null,
  zone           integer not null, -- 区
  rack           integer not null, -- 架
  face           text    not null check (face in ('A', 'B')), -- 面
  bay            integer not null, -- 列（节）
  level          integer not null, -- 层
  address        text    not null,
  capacity       integer not null check (capacity > 0), -- volumes that fit
  primary key (institution_id, id),
  unique (institution_id, address),
  foreign key (institution_id, room_id) references room
);
create index shelf_room on shelf (institution_id, room_id, address);

grant select, insert on room, shelf to lantai_app;
grant update (capacity) on shelf to lantai_app; -- a row is locked while a place on it is given
call scope_rows('room', 'shelf');
create index ledger_event_recorded on ledger_event (institution_id, recorded_at, seq);
