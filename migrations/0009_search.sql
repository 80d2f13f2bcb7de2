-- 查档: what is searched, a row a dossier and a row an item, kept by the search module out of holdings and catalogue. No facts of
-- their own: `lantai rebuild search` fills them again. Without row-level security, which would keep GIN from its indexes
-- (docs/decisions/0011): every query carries its scope.

-- How two texts are compared: width, case, spaces, invisible marks and the dots of minority names make no difference.
create function search_key(t text) returns text language sql immutable strict parallel safe as
$$ select lower(regexp_replace(normalize(t, NFKC), '[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff·•‧∙⋅・.]', '', 'g')) $$;
create function search_keys(t text[]) returns text[] language sql immutable strict parallel safe as
$$ select coalesce(array_agg(search_key(name) order by place), '{}') from unnest(t) with ordinality as n(name, place) $$;

-- The characters and the pairs of neighbours in a text: what holds them all may hold the text. A loop, since it takes 11 µs for a
-- title where a query over generate_series takes 110.
create function zh_grams(t text) returns text[] language plpgsql immutable strict parallel safe as $$
declare
  characters text[] := string_to_array(t, null);
  grams text[] := characters;
begin
  for at in 2 .. cardinality(characters) loop
    grams := grams || (characters[at - 1] || characters[at]);
  end loop;
  return grams;
end $$;
-- What to ask the index for: the pairs of a text, which hold its characters already, or the one character that it is.
create function zh_asked(t text) returns text[] language sql immutable strict parallel safe as
$$ select case when length(t) < 2 then zh_grams(t) else (zh_grams(t))[length(t) + 1 :] end $$;
-- The same for numbers, of which pairs tell nothing: runs of four.
create function code_grams(t text) returns text[] language plpgsql immutable strict parallel safe as $$
declare
  grams text[] := '{}';
begin
  for at in 1 .. length(t) - 3 loop
    grams := grams || substr(t, at, 4);
  end loop;
  return grams;
end $$;

create table search_dossier (
  institution_id integer not null,
  dossier_id     uuid    not null,
  person_id      uuid    not null,
  kind           text    not null, -- of the dossier, for the reader's scope
  reference_code text    collate "C" not null,
  name           text    not null,
  former_names   text[]  not null,
  pinyin         text    collate "C" not null,
  initials       text    collate "C" not null,
  id_number      text    collate "C" not null,
  birth_on       date,
  is_voided      boolean not null, -- found by its number only
  name_key       text    collate "C" not null generated always as (search_key(name)) stored,
  former_keys    text[]  not null generated always as (search_keys(former_names)) stored,
  id_tail        text    collate "C" not null generated always as (right(id_number, 4)) stored, -- 后四位
  code_number    text    collate "C" generated always as (ltrim(substring(reference_code from '\d+$'), '0')) stored, -- 流水号, without its zeros
  primary key (institution_id, dossier_id)
);
create index search_dossier_name on search_dossier (institution_id, name_key, dossier_id);
create index search_dossier_pinyin on search_dossier (institution_id, pinyin, dossier_id);
create index search_dossier_initials on search_dossier (institution_id, initials, dossier_id);
create index search_dossier_id_number on search_dossier (institution_id, id_number);
create index search_dossier_tail on search_dossier (institution_id, id_tail, dossier_id);
create index search_dossier_birth on search_dossier (institution_id, birth_on, dossier_id);
create index search_dossier_code on search_dossier (institution_id, reference_code);
create index search_dossier_number on search_dossier (institution_id, code_number, dossier_id);
create index search_dossier_person on search_dossier (institution_id, person_id);
create index search_dossier_former on search_dossier using gin (former_keys) where former_names <> '{}';
create index search_dossier_grams on search_dossier using gin (zh_grams(name_key));
create index search_dossier_code_grams on search_dossier using gin (code_grams(reference_code));

-- 材料 of dossiers that are not void
create table search_item (
  institution_id integer not null,
  item_id        uuid    not null,
  dossier_id     uuid    not null,
  kind           text    not null, -- of the dossier, for the reader's scope
  category_code  text    not null,
  title          text    not null,
  title_key      text    collate "C" not null generated always as (search_key(title)) stored,
  primary key (institution_id, item_id)
);
create index search_item_dossier on search_item (institution_id, dossier_id);
create index search_item_grams on search_item using gin (zh_grams(title_key));

-- What is registered already
insert into search_dossier
  (institution_id, dossier_id, person_id, kind, reference_code, name, former_names, pinyin, initials, id_number, birth_on, is_voided)
select d.institution_id, d.id, p.id, d.kind, d.reference_code, p.name, p.former_names, p.pinyin, p.initials, p.id_number, p.birth_on,
  d.custody_state = 'voided'
from dossier d join person p on p.institution_id = d.institution_id and p.id = d.person_id;
insert into search_item (institution_id, item_id, dossier_id, kind, category_code, title)
select i.institution_id, i.id, i.dossier_id, d.kind, i.category_code, i.title
from item i join dossier d on d.institution_id = i.institution_id and d.id = i.dossier_id
where not i.is_removed and d.custody_state <> 'voided';

grant select, insert, update, delete on search_dossier, search_item to lantai_app;
