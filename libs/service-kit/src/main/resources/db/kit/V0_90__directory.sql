-- People by directory object id, to be joined when a view is read and never copied into one.
create table directory_user_1 (
  id                  text not null primary key,
  tenant_id           text not null,
  side                text not null,
  user_principal_name text not null,
  display_name        text not null
);

create index directory_user_1_by_tenant on directory_user_1 (tenant_id);

-- What is read, so that a newer table can be switched under it.
create view directory_user as select * from directory_user_1;

-- How requests about people were answered. Outlives the people, so it holds nothing of theirs.
create table directory_answer_1 (
  id      text not null primary key,
  digest  text not null,
  outcome text not null
);

create view directory_answer as select * from directory_answer_1;
