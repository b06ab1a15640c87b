-- Everything here is made from the log and can be dropped: a replay makes the same rows. A row
-- depends on one partition of one topic; lists sort by (time, partition, offset). Readers use the
-- views, so that a newer table can be switched under them.

-- From reservation-events: one row for each purchase, with the fact as it stands in the log.
create table reservation_1 (
  reservation_id text primary key,
  order_id text not null,
  customer_id text not null,
  subscription_id text not null,
  bought_by text not null,
  purchased_at timestamptz not null,
  partition int not null,
  record_offset bigint not null,
  purchased jsonb not null
);
create index reservation_1_by_customer
  on reservation_1 (customer_id, purchased_at, partition, record_offset);
create index reservation_1_by_order on reservation_1 (order_id);

-- From reservation-events: one row for each outcome that is an answer.
create table purchase_outcome_1 (
  partition int not null,
  record_offset bigint not null,
  customer_id text not null,
  request_id text not null,
  state text not null,
  code text not null,
  description text not null,
  order_id text not null,
  reservation_id text not null,
  asked_by text not null,
  decided_at timestamptz not null,
  primary key (partition, record_offset)
);
create index purchase_outcome_1_by_request on purchase_outcome_1 (customer_id, request_id);

-- From permission-events.
create table customer_1 (
  customer_id text primary key,
  partner_id text not null,
  company_name text not null
);

create table owner_1 (
  customer_id text not null,
  subscription_id text not null,
  user_id text not null,
  primary key (customer_id, user_id, subscription_id)
);

create view reservations as
  select reservation_id, order_id, customer_id, subscription_id, bought_by, purchased_at, partition,
    record_offset, purchased::text as purchased
  from reservation_1;
create view purchase_outcomes as
  select partition || '@' || record_offset as id, * from purchase_outcome_1;
create view customers as select * from customer_1;
create view owners as
  select customer_id || '/' || user_id || '/' || subscription_id as id, * from owner_1;
