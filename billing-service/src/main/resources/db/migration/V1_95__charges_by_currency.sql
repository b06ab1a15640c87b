-- Serves the filter by currency: a partner's charges of one currency in their order.
create index charge_1_by_currency
  on charge_1 (partner_id, cost_currency, charged_at, partition, record_offset, instalment);
