package cloud.reseller.events;

/** How a subscription is billed (C30, S37). */
public enum BillingType {
  USAGE,
  LICENSE
}
