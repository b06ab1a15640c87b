-- Everything here is made from the log and can be dropped: a replay makes the same rows. A row
-- depends on one partition of one topic; lists sort by (time, topic, partition, offset). Readers
-- use the views, so that a newer table can be switched under them.

-- From permission-events and reservation-events: one row for each thing done or refused.
create table audit_record_1 (
  -- ce_id of the event.
  id text not null primary key,
  topic text collate "C" not null,
  partition int not null,
  record_offset bigint not null,
  operation_date timestamptz not null,
  customer_id text not null,
  operation text not null,
  operation_status text not null,
  -- Directory object id, empty where the event names nobody. Names are joined when read.
  user_id text not null,
  application_id text not null,
  correlation_id text not null,
  -- JSON of the resource before and after, empty where the event does not say.
  old_value text not null,
  new_value text not null,
  -- JSON list of keys and values.
  customized_data text not null
);
-- Serves one customer's log, and a partner's as the newest of each of its customers.
create index audit_record_1_by_customer
  on audit_record_1 (customer_id, operation_date, topic, partition, record_offset);

-- From permission-events.
create table customer_1 (
  customer_id text not null primary key,
  partner_id text not null,
  company_name text not null
);
create index customer_1_by_partner on customer_1 (partner_id);

create view audit_records as select * from audit_record_1;
create view customers as select * from customer_1;
