-- Every change of a purchase permission. Made from permission-events by a projection of its own,
-- which begins at the start of the log, so that the changes before this release are there too.
create table permission_change_1 (
  customer_id text not null,
  is_on boolean not null,
  reason text not null,
  by_id text not null,
  etag text not null,
  changed_at timestamptz not null,
  partition int not null,
  record_offset bigint not null,
  primary key (partition, record_offset)
);
create index permission_change_1_by_customer
  on permission_change_1 (customer_id, changed_at, partition, record_offset);

-- Only agents of the customer's own partner change its permission.
create view permission_changes as
  select p.*, p.partition || '/' || p.record_offset as id, u.user_principal_name, u.display_name
  from permission_change_1 p
  join customer_1 c on c.customer_id = p.customer_id
  left join directory_user u
    on u.id = p.by_id and u.tenant_id = c.partner_id and u.side = 'PARTNER';
