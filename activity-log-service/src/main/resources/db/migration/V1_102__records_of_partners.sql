-- The partner that acted for itself and not for a customer, for example by publishing a price sheet.
-- Either this or customer_id is empty.
alter table audit_record_1 add column partner_id text not null default '';
-- Serves a partner's own records.
create index audit_record_1_by_partner
  on audit_record_1 (partner_id, operation_date, topic, partition, record_offset)
  where partner_id <> '';

create or replace view audit_records as select * from audit_record_1;
