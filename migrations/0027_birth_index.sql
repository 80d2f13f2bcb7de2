-- Who was born on the same day: among those few the desk looks for the same person under another name (查重).
create index person_birth on person (institution_id, birth_on) where birth_on is not null;
