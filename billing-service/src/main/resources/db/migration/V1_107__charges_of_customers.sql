-- Serves the lines of one customer in their order.
create index charge_1_by_customer
  on charge_1 (partner_id, customer_id, charged_at, partition, record_offset, instalment);
