-- Lists leave the house as workbooks only through those who answer for them.
update role set permissions = array_append(permissions, 'list.export') where code in ('leader', 'auditadmin');
