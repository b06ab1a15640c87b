-- Serves the check whether another customer already has an Azure subscription.
create index subscription_1_by_entitlement on subscription_1 (entitlement_id);
