-- From permission-events: the Azure subscription of each subscription, joined on reading.
create table entitlement_1 (
  customer_id text not null,
  subscription_id text not null,
  entitlement_id text not null,
  primary key (customer_id, subscription_id)
);

create view entitlements as select * from entitlement_1;
