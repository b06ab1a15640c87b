-- Whose person it is decides where it is shown: the users of a customer, or the agents of a partner.
create or replace view people as
  select id, tenant_id, user_principal_name, display_name, tenant_id || '/' || id as key, side
  from directory_user;

create or replace view owners as
  select o.*, o.subscription_id || '/' || o.user_id as id, u.user_principal_name, u.display_name
  from owner_1 o
  left join directory_user u
    on u.id = o.user_id and u.tenant_id = o.customer_id and u.side = 'CUSTOMER';
