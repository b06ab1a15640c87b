-- People by directory object id, to be joined when a view is read and never copied into one.
create table directory_user (
  id                  text not null primary key,
  tenant_id           text not null,
  side                text not null,
  user_principal_name text not null,
  display_name        text not null
);

create index directory_user_tenant on directory_user (tenant_id);
