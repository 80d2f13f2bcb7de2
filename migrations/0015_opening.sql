-- 期初建账: what stood on the shelves when the centre took Lantai into use.

-- Who is known without an ID number has id_type 'none' and no number at all; none is made up.
alter table person drop constraint person_institution_id_id_type_id_number_key;
alter table person add constraint person_number_or_none check ((id_type = 'none') = (id_number = ''));
create unique index person_number on person (institution_id, id_type, id_number) where id_type <> 'none';
create index person_any_number on person (institution_id, id_number); -- numbers are looked up whatever paper they are of

alter table dossier
  add column legacy_code text,    -- 旧编号, as it stands on the cover since before Lantai
  add column legacy_key  text generated always as (upper(regexp_replace(normalize(legacy_code, NFKC), '\s', '', 'g'))) stored,
  add column opening_run_id uuid; -- entered by 期初建账, not received
create index dossier_legacy on dossier (institution_id, legacy_key collate "C");
create unique index dossier_legacy_once on dossier (institution_id, legacy_key) where is_active and legacy_key is not null;
create index dossier_opened on dossier (institution_id, id) where opening_run_id is not null;

alter table volume add column condition text
  check (condition in ('intact', 'slight', 'moderate', 'severe', 'extreme', 'unchecked')); -- 保管状况 as the opening list has it

alter table search_dossier
  add column legacy_code text collate "C",
  add column legacy_key  text collate "C" generated always as (search_key(legacy_code)) stored;
create index search_dossier_legacy on search_dossier (institution_id, legacy_key, dossier_id) where legacy_key is not null;
create index search_dossier_legacy_grams on search_dossier using gin (code_grams(legacy_key)) where legacy_key is not null;

-- One list as it came. No fact of its own: what was opened is in the ledger.
create table opening_run (
  institution_id integer     not null,
  id             uuid        not null, -- version 7: in order of arrival
  kinds          text[]      not null, -- which kinds of dossier its sender may see; others may not see the run
  file_name      text        not null,
  titles         text[]      not null, -- of its columns
  columns        jsonb       not null, -- {"list": [field or null, …]}: what each column is
  is_remembered  boolean     not null, -- the columns are those that were chosen for such a list before
  as_of          date,                 -- 接管日
  code_rule      text        not null default 'pattern' check (code_rule in ('pattern', 'legacy')),
  default_kind   text        not null default 'floating' check (default_kind in ('floating', 'cadre')),
  state          text        not null check (state in ('uploaded', 'judging', 'judged', 'committing', 'stopped', 'committed', 'undoing', 'undone')),
  row_count      integer     not null,
  step_done      integer     not null default 0, -- rows that the step under way has dealt with
  step_total     integer     not null default 0,
  step_began_at  timestamptz,
  step_by        uuid,                 -- who asked for it
  is_stopping    boolean     not null default false,
  fault_count    integer     not null default 0, -- how often the step has broken down since it was asked for
  undo_after     integer     not null default 0, -- row up to which the undoing has come
  counts         jsonb       not null default '{}', -- of rows, by the filters of opening/rules.ts
  missing        jsonb       not null default '{}', -- {"shelves": [...], "rooms": [...], "depositors": [...]} that the list names and nobody has made
  reason         text,                 -- why warnings were passed, or why it was undone
  created_at     timestamptz not null,
  created_by     uuid        not null,
  primary key (institution_id, id)
);

create table opening_row (
  institution_id integer not null,
  run_id         uuid    not null,
  row_no         integer not null, -- in the sheet, from 1
  cells          text[]  not null,
  verdict        text    check (verdict in ('ready', 'warned', 'refused', 'known')), -- null: not judged
  state          text    not null default 'waiting' check (state in ('waiting', 'opened', 'undone')),
  issues         jsonb   not null default '[]',
  lacks          text[]  not null default '{}', -- 待补
  places         text[]  not null default '{}', -- where each volume goes, in order
  dossier_id     uuid,
  undo_issue     text,   -- why it could not be taken back
  primary key (institution_id, run_id, row_no),
  foreign key (institution_id, run_id) references opening_run on delete cascade,
  check (state = 'waiting' or dossier_id is not null)
);
create index opening_row_verdict on opening_row (institution_id, run_id, verdict, row_no);
create index opening_row_state on opening_row (institution_id, run_id, state, row_no);
create index opening_row_dossier on opening_row (institution_id, dossier_id) where dossier_id is not null;

-- What the columns of a list with these titles were said to be.
create table opening_mapping (
  institution_id integer not null,
  titles_digest  text    not null, -- SHA-256 of the titles
  columns        jsonb   not null, -- {"list": [...]}
  primary key (institution_id, titles_digest)
);

-- Tables that a list fills in a minute: until they are analysed, queries are planned as if they were empty.
create function analyse_holdings() returns void language plpgsql security definer set search_path = public, pg_temp as
$$ begin analyze person, dossier, volume, ledger_event, search_dossier, catalogue_draft, opening_row; end $$;
revoke all on function analyse_holdings from public;
grant execute on function analyse_holdings to lantai_app;

grant select, insert, update, delete on opening_run, opening_row to lantai_app;
grant select, insert, update on opening_mapping to lantai_app;
call scope_rows('opening_run', 'opening_row', 'opening_mapping');
update role set permissions = array_append(permissions, 'opening.manage') where code in ('leader', 'shelver');
