-- What a price is worked out from before anything is bought. Each table is filled by a projection of
-- its own, which begins at the start of the log.

-- From permission-events: the market of a customer, and its price rules.
create table market_1 (
  customer_id text primary key,
  country text not null
);
create table price_rule_1 (
  customer_id text not null,
  target text not null,
  amount_minor bigint,
  currency text,
  basis_points int,
  primary key (customer_id, target)
);
create view markets as select * from market_1;
create view price_rules as select *, customer_id || '/' || target as id from price_rule_1;

-- From catalogue-events: which line of a sheet is about which size, in lower case.
create table size_line_1 (
  sheet text not null,
  record_offset bigint not null,
  market text not null,
  size text not null,
  primary key (sheet, record_offset)
);
create index size_line_1_by_size on size_line_1 (sheet, market, size, record_offset);
create view size_lines as select * from size_line_1;

-- Serves the list of what a customer, or one of its users, asked for.
create index purchase_outcome_1_by_customer
  on purchase_outcome_1 (customer_id, decided_at, partition, record_offset);
create index purchase_outcome_1_by_user
  on purchase_outcome_1 (customer_id, asked_by, decided_at, partition, record_offset);
