-- Serves a partner with many customers: the newest records of all, in their order. The operation is
-- there so that other operations are passed over without reading their rows.
create index audit_record_1_by_date
  on audit_record_1 (operation_date, topic, partition, record_offset, operation);
