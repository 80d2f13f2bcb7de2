-- The newest dossier of a number's beginning is found in the index alone, and the list then begins there.
create index dossier_code_id on dossier (institution_id, reference_code collate "C") include (id);
drop index dossier_code;
