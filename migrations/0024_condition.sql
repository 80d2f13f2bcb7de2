-- 原件完好检查: what condition an original volume is in, by inspection; the latest one counts.
create table inspection (
  institution_id integer     not null,
  id             uuid        not null, -- version 7: in order of recording
  volume_id      uuid        not null,
  dossier_id     uuid        not null,
  inspected_on   date        not null,
  level          text        not null check (level in ('intact', 'slight', 'moderate', 'severe', 'extreme')),
  signs          jsonb       not null, -- {"mould": 12}: sign and the share of the volume in percent; acidity as pH
  photo_ids      text[]      not null default '{}',
  note           text,
  inspected_by   uuid        not null,
  ticket_id      uuid,                 -- 修复单
  ended_on       date,                 -- the dossier left the house on that day: what was seen before counts no longer
  primary key (institution_id, id),
  foreign key (institution_id, volume_id) references volume
);
create index inspection_volume on inspection (institution_id, volume_id, inspected_on desc, id desc);
create index inspection_level on inspection (institution_id, level, id);

grant select, insert, update on inspection to lantai_app;
call scope_rows('inspection');

update role set permissions = permissions || '{condition.inspect}' where code in ('shelver', 'arranger');
