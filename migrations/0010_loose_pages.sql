-- Loose pages (散页): scans that came by themselves and wait in a tray until somebody says whose they are and which item they belong to.

-- One page of a JPEG, TIFF or PDF that was sent. Once assigned, the page table holds it; the row stays, to tell the same file again.
-- No fact until then; what is assigned or discarded is in the ledger.
create table loose_page (
  institution_id integer     not null,
  id             uuid        not null, -- version 7: in order of arrival, pages of a file in their order
  state          text        not null check (state in ('waiting', 'assigned', 'discarded')),
  file_name      text        not null, -- as it came
  page_number    integer     not null check (page_number > 0), -- inside the file
  page_count     integer     not null, -- of the file
  source_sha256  text        not null, -- of the file as sent, which is kept as well
  source_size    bigint      not null,
  taking         text        not null check (taking in ('asIs', 'embedded', 'rendered', 'encoded')), -- how the raw image came out of the file
  profile        text        not null, -- a key of profiles in digitisation/rules.ts
  raw_sha256     text        not null,
  raw_sm3        text        not null,
  raw_size       integer     not null,
  width_px       integer     not null,
  height_px      integer     not null,
  dpi            integer,              -- that it was scanned with; null where nothing says
  view_sha256    text        not null,
  thumb_sha256   text        not null,
  received_at    timestamptz not null,
  received_by    uuid        not null,
  dossier_id     uuid,
  closed_at      timestamptz,
  closed_by      uuid,
  reason         text,                 -- why it was discarded
  primary key (institution_id, id),
  foreign key (institution_id, dossier_id) references dossier,
  check ((state = 'waiting') = (closed_at is null)),
  check ((state = 'assigned') = (dossier_id is not null))
);
create unique index loose_page_once on loose_page (institution_id, source_sha256, page_number) where state = 'waiting';
create index loose_page_source on loose_page (institution_id, source_sha256);
create index loose_page_tray on loose_page (institution_id, id) where state = 'waiting';

grant select, insert, update on loose_page to lantai_app;
call scope_rows('loose_page');
