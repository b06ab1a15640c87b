-- Everything here is made from the log and can be dropped: a replay makes the same rows. A row
-- depends on one partition of one topic; lists sort by (time, partition, offset, instalment).
-- Readers use the views, so that a newer table can be switched under them.

-- From reservation-events: one row for each charge. The partner pays every one of them.
create table charge_1 (
  partition int not null,
  record_offset bigint not null,
  -- 1 for what is charged at once and for the first of many.
  instalment int not null,
  -- ce_id of the event.
  event_id text not null,
  charged_at timestamptz not null,
  partner_id text not null,
  customer_id text not null,
  order_id text not null,
  reservation_id text not null,
  subscription_id text not null,
  sku text not null,
  -- productId:skuId of the price sheet.
  sheet_sku text not null,
  region text not null,
  term text not null,
  billing_plan text not null,
  charge_type text not null,
  quantity int not null,
  -- What the partner pays for this charge, and what it charges the customer for the same.
  cost_minor bigint not null,
  cost_currency text not null,
  price_minor bigint not null,
  price_currency text not null,
  -- UTC days, both inclusive.
  charge_start date not null,
  charge_end date not null,
  term_start date not null,
  term_end date not null,
  -- partner or customer, and the directory object id.
  initiated_by text not null,
  bought_by text not null,
  primary key (partition, record_offset, instalment)
);
create index charge_1_by_partner
  on charge_1 (partner_id, charged_at, partition, record_offset, instalment);

-- From permission-events: names, joined when charges are read.
create table customer_1 (
  customer_id text not null primary key,
  company_name text not null,
  domain text not null,
  country text not null
);
create table subscription_1 (
  customer_id text not null,
  subscription_id text not null,
  friendly_name text not null,
  primary key (customer_id, subscription_id)
);

create view charges as select * from charge_1;
create view customers as select * from customer_1;
create view subscriptions as select * from subscription_1;
