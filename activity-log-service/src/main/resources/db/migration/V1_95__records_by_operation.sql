-- Serves the filter by kind of resource: a customer's records of some operations.
create index audit_record_1_by_operation
  on audit_record_1 (customer_id, operation, operation_date, topic, partition, record_offset);
