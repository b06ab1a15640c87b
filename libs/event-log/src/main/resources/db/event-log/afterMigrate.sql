-- What was migrated is the migrations' own account: whoever else may write rows writes none there.
do $$
declare
  statement text;
begin
  for statement in
    select distinct format('revoke insert, update, delete on %I.%I from %I',
                           table_schema, table_name, grantee)
      from information_schema.role_table_grants
     where table_name = 'flyway_schema_history'
       and table_schema = current_schema()
       and grantee <> current_user
       and privilege_type in ('INSERT', 'UPDATE', 'DELETE')
  loop
    execute statement;
  end loop;
end
$$;
