create table counted (
  customer_id text not null primary key,
  name        text not null
);
