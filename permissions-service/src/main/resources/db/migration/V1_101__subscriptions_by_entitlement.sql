-- Serves the look whether an Azure subscription is another customer's already.
create index subscription_1_by_entitlement on subscription_1 (entitlement_id);
