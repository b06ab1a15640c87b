-- Everything here is made from permission-events and can be dropped: a replay makes the same rows.
-- A row depends on one customer, so on one partition; lists sort by (time, partition, offset).
-- Readers use the views, so that a newer table can be switched under them; names of people are
-- joined there and never copied.

create table customer_1 (
  customer_id text primary key,
  partner_id text not null,
  company_name text not null,
  domain text not null,
  country text not null,
  added_at timestamptz not null,
  partition int not null,
  record_offset bigint not null
);
create index customer_1_by_partner
  on customer_1 (partner_id, added_at, partition, record_offset);

create table subscription_1 (
  subscription_id text primary key,
  customer_id text not null,
  entitlement_id text not null,
  offer text not null,
  offer_id text not null,
  friendly_name text not null,
  quantity int not null,
  billing_type text not null,
  bought_through_partner boolean not null,
  status text not null,
  etag text not null,
  added_at timestamptz not null,
  partition int not null,
  record_offset bigint not null
);
create index subscription_1_by_customer
  on subscription_1 (customer_id, added_at, partition, record_offset);

create table owner_1 (
  customer_id text not null,
  subscription_id text not null,
  user_id text not null,
  assigned_at timestamptz not null,
  partition int not null,
  record_offset bigint not null,
  primary key (subscription_id, user_id)
);
create index owner_1_by_customer on owner_1 (customer_id, user_id);

create table policy_1 (
  customer_id text primary key,
  partner_id text not null,
  products text[] not null,
  etag text not null,
  reason text not null,
  set_at timestamptz not null,
  partition int not null,
  record_offset bigint not null
);

create table price_rule_1 (
  customer_id text not null,
  target text not null,
  amount_minor bigint,
  currency text,
  basis_points int,
  set_at timestamptz not null,
  partition int not null,
  record_offset bigint not null,
  primary key (customer_id, target)
);

create table purchase_limit_1 (
  customer_id text primary key,
  currency text not null,
  per_order_minor bigint,
  per_day_minor bigint,
  per30_days_minor bigint,
  set_at timestamptz not null,
  partition int not null,
  record_offset bigint not null
);

create view customers as select * from customer_1;
create view subscriptions as select * from subscription_1;
create view owners as
  select o.*, o.subscription_id || '/' || o.user_id as id, u.user_principal_name, u.display_name
  from owner_1 o
  left join directory_user u on u.id = o.user_id and u.tenant_id = o.customer_id;
create view policies as select * from policy_1;
create view price_rules as select *, customer_id || '/' || target as id from price_rule_1;
create view purchase_limits as select * from purchase_limit_1;
create view people as
  select id, tenant_id, user_principal_name, display_name from directory_user;
