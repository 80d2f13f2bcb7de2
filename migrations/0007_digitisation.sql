-- Scans of dossiers (扫描件): what came, how far its pages are, and what was published.

-- One package or volume folder as it came (接收): for the screen and for telling the same one again. No fact; the facts are in the ledger.
create table import_run (
  institution_id integer     not null,
  id             uuid        not null, -- version 7: in order of arrival
  state          text        not null check (state in ('refused', 'ready', 'accepted')),
  file_name      text        not null, -- as it came
  package_kind   text        not null check (package_kind in ('gbt33870', 'vendor')),
  profile        text        not null, -- a key of profiles in digitisation/rules.ts
  package_digest text,                 -- of the content, however packed; null where a part could not be read
  dossier_id     uuid,
  page_count     integer     not null,
  size_bytes     bigint      not null,
  issues         jsonb       not null, -- {"list": [...]}
  content        jsonb       not null, -- {"entries": [...]} while ready, then {}
  received_at    timestamptz not null,
  received_by    uuid        not null,
  primary key (institution_id, id)
);
create index import_run_digest on import_run (institution_id, package_digest, id) where package_digest is not null;

-- The scans of one dossier. Each stage is an event that vouches for this row, and this row for the pages by two digests.
create table scan (
  institution_id integer not null,
  id             uuid    not null,
  dossier_id     uuid    not null,
  profile        text    not null,
  state          text    not null check (state in ('processing', 'inspecting', 'rework', 'passed', 'publishing', 'published')),
  page_count     integer not null,
  raw_digest     text    not null, -- over item, ordinal and digests of the raw images
  page_digest    text,             -- also over what was made of them, and the verdicts; null while pages are being processed
  state_since    timestamptz not null,
  version        integer not null default 1,
  primary key (institution_id, id),
  unique (institution_id, dossier_id),
  foreign key (institution_id, dossier_id) references dossier
);
create index scan_state on scan (institution_id, state, state_since, id);

-- One side of a sheet. The bytes lie in the blob store; the raw ones are never changed.
create table page (
  institution_id   integer not null,
  id               uuid    not null,
  dossier_id       uuid    not null,
  item_id          uuid    not null,
  ordinal          integer not null check (ordinal > 0), -- inside its item
  file_name        text    not null, -- as it came
  raw_sha256       text    not null,
  raw_sm3          text    not null,
  raw_size         integer not null,
  width_px         integer not null,
  height_px        integer not null,
  dpi              integer,          -- null where the file does not say
  state            text    not null check (state in ('imported', 'processed', 'returned', 'passed')),
  given_sha256     text,             -- the optimised image that came with the raw one
  optimised_sha256 text,
  optimised_sm3    text,
  view_sha256      text,
  thumb_sha256     text,
  analysis         jsonb,            -- what was measured on the raw image
  operations       jsonb,            -- {"list": [...]}: what was done to make the optimised one
  defects          text[]  not null default '{}', -- keys of defects in digitisation/rules.ts
  version          integer not null default 1,
  primary key (institution_id, id),
  unique (institution_id, item_id, ordinal),
  foreign key (institution_id, dossier_id) references dossier,
  check (state not in ('processed', 'passed') or (optimised_sha256 is not null and view_sha256 is not null and thumb_sha256 is not null))
);
create index page_dossier on page (institution_id, dossier_id, state);

-- Versions of dossiers in the OCFL storage root (固化).
create table kept_version (
  institution_id   integer     not null,
  id               uuid        not null,
  dossier_id       uuid        not null,
  object_id        text        not null,
  version          text        not null, -- v1, v2, …
  inventory_digest text        not null, -- SHA-256 of inventory.json as written
  page_count       integer     not null,
  file_count       integer     not null,
  kept_at          timestamptz not null,
  kept_by          uuid        not null,
  primary key (institution_id, id),
  unique (institution_id, object_id, version),
  foreign key (institution_id, dossier_id) references dossier
);
create index kept_version_dossier on kept_version (institution_id, dossier_id, id);

grant select, insert, update, delete on import_run to lantai_app;
grant select, insert, update on scan, page to lantai_app;
grant select, insert on kept_version to lantai_app;
call scope_rows('import_run', 'scan', 'page', 'kept_version');

update role set permissions = permissions || '{page.import,page.read}' where code in ('scanner', 'clerk'); -- the desk receives packages too
update role set permissions = permissions || '{page.inspect,page.read}' where code = 'inspector';
update role set permissions = permissions || '{dossier.publish,page.read}' where code = 'approver';
update role set permissions = permissions || '{page.read}' where code in ('reader', 'arranger', 'leader');
