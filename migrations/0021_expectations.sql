-- 预期（待到档案）: whose dossier is to come on which letter, so that the desk can match what it opens. Written by whoever sends for it.
create table expectation (
  institution_id integer not null,
  id             uuid    not null, -- version 7: in order of writing
  letter_number  text    not null, -- 调档函编号
  person_name    text    not null,
  id_number      text    not null, -- in its stored form
  state          text    not null check (state in ('open', 'met', 'void')),
  dossier_id     uuid,             -- what came of it
  version        integer not null default 1,
  primary key (institution_id, id),
  unique (institution_id, letter_number),
  foreign key (institution_id, dossier_id) references dossier,
  check ((state = 'met') = (dossier_id is not null))
);
create index expectation_person on expectation (institution_id, id_number) where state = 'open';

grant select, insert, update on expectation to lantai_app;
call scope_rows('expectation');
