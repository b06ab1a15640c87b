-- An object id is a tenant's own, so that alone it is no key.
create or replace view people as
  select id, tenant_id, user_principal_name, display_name, tenant_id || '/' || id as key
  from directory_user;
