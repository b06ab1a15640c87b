-- Serves a tenant's people page by page, in the order of their names.
create index directory_user_1_by_name
  on directory_user_1 (tenant_id, user_principal_name, id);
