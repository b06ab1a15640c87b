package cloud.reseller.permissions.read.subscriptions;

/** The status of a subscription (C30). */
public enum SubscriptionStatus {
  ACTIVE,
  SUSPENDED,
  DELETED
}
