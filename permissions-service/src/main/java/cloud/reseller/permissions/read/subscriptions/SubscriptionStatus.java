package cloud.reseller.permissions.read.subscriptions;

/** Whether a subscription runs (C30). */
public enum SubscriptionStatus {
  ACTIVE,
  SUSPENDED,
  DELETED
}
