-- A person is one of a tenant: two tenants may know different people under one object id. A row
-- stands under the key of its record, so it depends on one partition; earlier records have the
-- object id alone as their key.
alter table directory_user_1 add column key text;
update directory_user_1 set key = id;
alter table directory_user_1 drop constraint directory_user_1_pkey;
alter table directory_user_1 add primary key (key);

drop index directory_user_1_by_tenant;
create index directory_user_1_by_tenant on directory_user_1 (tenant_id, id);

-- Of a person who stands there under both keys the earlier record no longer counts.
create or replace view directory_user as
select u.id, u.tenant_id, u.side, u.user_principal_name, u.display_name
from directory_user_1 u
where u.key <> u.id
  or not exists (
    select from directory_user_1 newer where newer.key = u.tenant_id || '/' || u.id);
