-- From catalogue-events: the lines of price sheets as stored in the log, published or not.
create table price_sheet_line_1 (
  sheet text not null,
  record_offset bigint not null,
  market text not null,
  type text not null,
  line text not null,
  primary key (sheet, record_offset)
);

-- From catalogue-events: one row for each market of a published sheet.
create table price_sheet_1 (
  sheet text not null,
  market text not null,
  record_offset bigint not null,
  -- Empty if it is the operator's, which applies to partners without one.
  partner_id text not null,
  -- Directory object id; empty if the event names nobody.
  published_by text not null,
  published_at timestamptz not null,
  effective_from timestamptz not null,
  -- Set for sheets of version 1, which end as a whole.
  effective_until timestamptz,
  lines int not null,
  digest text not null,
  primary key (sheet, market)
);
-- Serves the sheets of an owner by market, newest first.
create index price_sheet_1_by_owner
  on price_sheet_1 (partner_id, market, effective_from, record_offset);

create view price_sheet_lines as select * from price_sheet_line_1;
create view price_sheets as select * from price_sheet_1;
