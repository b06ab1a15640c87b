-- From catalogue-events: the products in lines of price sheets, published or not. Names are in
-- lower case, because case does not matter when they are compared.
create table sold_product_1 (
  sheet text not null,
  record_offset bigint not null,
  market text not null,
  sku text not null,
  sheet_sku text not null,
  until timestamptz not null,
  primary key (sheet, record_offset)
);
create index sold_product_1_by_sku on sold_product_1 (sheet, market, sku);
create index sold_product_1_by_sheet_sku on sold_product_1 (sheet, market, sheet_sku);

-- From catalogue-events: the published sheets. The partner is empty if a sheet is the operator's.
create table sheet_1 (
  sheet text not null,
  record_offset bigint not null,
  partner_id text not null,
  effective_from timestamptz not null,
  effective_until timestamptz not null,
  primary key (sheet, record_offset)
);
create index sheet_1_by_owner on sheet_1 (partner_id, effective_from, record_offset);

create view sold_products as select * from sold_product_1;
create view sheets as select * from sheet_1;

-- Subscriptions whose Azure subscription another customer also has, of any partner.
create view shared_entitlements as
  select s.subscription_id, s.customer_id, c.partner_id, s.entitlement_id, s.status, s.added_at
  from subscription_1 s join customer_1 c on c.customer_id = s.customer_id
  where s.status <> 'DELETED'
    and exists (
      select from subscription_1 o
      where o.entitlement_id = s.entitlement_id and o.customer_id <> s.customer_id
        and o.status <> 'DELETED');
