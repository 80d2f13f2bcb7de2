-- Reading under a grant: who only reads (查阅人) needs one for every page; those who work on dossiers do not.
update role set permissions = permissions || '{page.readFreely}' where 'page.read' = any (permissions) and code <> 'reader';
update role set permissions = permissions || '{consultation.apply}' where code in ('reader', 'clerk');
update role set permissions = permissions || '{consultation.approve}' where code in ('approver', 'leader');
update role set permissions = permissions || '{consultation.manage}' where code in ('clerk', 'approver', 'leader');
