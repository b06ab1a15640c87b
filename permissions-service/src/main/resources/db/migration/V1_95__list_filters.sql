-- Serve the filters of lists, so that none reads rows of other tenants.

-- Names as a filter compares them: in any case, by Unicode's rules, character by character.
create or replace view customers as
  select *, lower(company_name collate "pg_c_utf8") as company_name_compared,
    lower(domain collate "pg_c_utf8") as domain_compared
  from customer_1;
create index customer_1_by_name
  on customer_1 (partner_id, lower(company_name collate "pg_c_utf8"));
create index customer_1_by_domain on customer_1 (partner_id, lower(domain collate "pg_c_utf8"));

create index subscription_1_by_billing_type
  on subscription_1 (customer_id, billing_type, added_at, partition, record_offset);
create index owner_1_by_time on owner_1 (customer_id, assigned_at, partition, record_offset);
create index owner_1_by_subscription
  on owner_1 (customer_id, subscription_id, assigned_at, partition, record_offset);
create index price_rule_1_by_time
  on price_rule_1 (customer_id, set_at, partition, record_offset);
