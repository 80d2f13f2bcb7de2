-- What a sender says it sent (名册、转递清单), row by row, against what came out of the envelopes.
create table roll (
  institution_id integer     not null,
  id             uuid        not null, -- version 7: in order of import
  sender         text        not null,
  file_name      text        not null,
  row_count      integer     not null check (row_count > 0), -- rows of the list: 清单份数
  sha256         text        not null, -- of the rows as they were imported
  state          text        not null check (state in ('open', 'closed')),
  close_reason   text,
  imported_on    date        not null,
  imported_at    timestamptz not null,
  imported_by    uuid        not null,
  version        integer     not null default 1,
  primary key (institution_id, id)
);
create index roll_state on roll (institution_id, state, id);

-- A roll came with one consignment, or with several.
create table roll_parcel (
  institution_id integer not null,
  roll_id        uuid    not null,
  parcel_id      uuid    not null,
  primary key (institution_id, roll_id, parcel_id),
  foreign key (institution_id, roll_id) references roll,
  foreign key (institution_id, parcel_id) references parcel
);
create index roll_parcel_parcel on roll_parcel (institution_id, parcel_id);

create table roll_row (
  institution_id integer not null,
  roll_id        uuid    not null,
  number         integer not null, -- from 1 in the order of the list; what came beyond the list is counted on
  name           text    not null, -- empty where the list has none
  id_number      text,             -- stored form: 18 digits
  tracking_no    text,             -- where each envelope has a number of its own
  letter_no      text,             -- 调档函号
  person         jsonb   not null, -- what else the list says, by the fields of the registration form
  issues         jsonb,            -- what was wrong with the row when it was read
  state          text    not null check (state in ('awaited', 'registered', 'missing', 'surplus', 'doubted')),
  dossier_id     uuid,
  note           text,
  version        integer not null default 1,
  primary key (institution_id, roll_id, number),
  foreign key (institution_id, roll_id) references roll
);
create index roll_row_state on roll_row (institution_id, roll_id, state, number);
create index roll_row_name on roll_row (institution_id, name collate "C");
create index roll_row_id_number on roll_row (institution_id, id_number) where id_number is not null;
create index roll_row_tracking on roll_row (institution_id, tracking_no) where tracking_no is not null;
create index roll_row_letter on roll_row (institution_id, letter_no) where letter_no is not null;
create index roll_row_dossier on roll_row (institution_id, dossier_id) where dossier_id is not null;

-- Which column of a sender's list means what: chosen once, remembered for lists of the same title row.
create table roll_mapping (
  institution_id integer not null,
  sender         text    not null,
  titles_sha256  text    not null,
  columns        jsonb   not null, -- field → column, from 0
  primary key (institution_id, sender, titles_sha256)
);

grant select, insert, update on roll, roll_row, roll_mapping to lantai_app;
grant select, insert on roll_parcel to lantai_app;
call scope_rows('roll', 'roll_parcel', 'roll_row', 'roll_mapping');
