-- Lists are filtered by who bought and by whether the term goes on.
create or replace view reservations as
  select r.reservation_id, r.order_id, r.customer_id, r.subscription_id, r.bought_by, r.purchased_at,
    r.partition, r.record_offset, r.purchased::text as purchased, u.user_principal_name,
    u.display_name, r.purchased ->> 'origin' as origin,
    (r.purchased ->> 'expiresAt')::timestamptz as expires_at
  from reservation_1 r
  left join customer_1 c on c.customer_id = r.customer_id
  left join directory_user u
    on u.id = r.bought_by
    and u.side = r.purchased ->> 'origin'
    and u.tenant_id =
      case r.purchased ->> 'origin' when 'CUSTOMER' then r.customer_id else c.partner_id end;

-- What customers bought themselves, by the partner's cost, as limits count it.
create view own_spending as
  select customer_id, purchased_at, purchased -> 'partnerCost' ->> 'currency' as currency,
    (purchased -> 'partnerCost' ->> 'amountMinor')::bigint as cost_minor
  from reservation_1
  where purchased ->> 'origin' = 'CUSTOMER';

-- From permission-events, by the projection of what prices are worked out from.
create table purchase_limit_1 (
  customer_id text primary key,
  currency text not null,
  per_order_minor bigint,
  per_day_minor bigint,
  per30_days_minor bigint
);
create view purchase_limits as select * from purchase_limit_1;
