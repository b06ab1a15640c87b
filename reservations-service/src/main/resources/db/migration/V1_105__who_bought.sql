-- Who bought, by name: a user of the customer, or an agent of the customer's partner. Joined when it
-- is read, as every name is.
create or replace view reservations as
  select r.reservation_id, r.order_id, r.customer_id, r.subscription_id, r.bought_by, r.purchased_at,
    r.partition, r.record_offset, r.purchased::text as purchased, u.user_principal_name,
    u.display_name
  from reservation_1 r
  left join customer_1 c on c.customer_id = r.customer_id
  left join directory_user u
    on u.id = r.bought_by
    and u.side = r.purchased ->> 'origin'
    and u.tenant_id =
      case r.purchased ->> 'origin' when 'CUSTOMER' then r.customer_id else c.partner_id end;
