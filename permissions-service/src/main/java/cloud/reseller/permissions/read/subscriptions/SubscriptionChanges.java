package cloud.reseller.permissions.read.subscriptions;

import cloud.reseller.events.BillingType;
import cloud.reseller.events.Offer;
import cloud.reseller.events.PermissionEvent.SubscriptionAdded;
import cloud.reseller.events.PermissionEvent.SubscriptionDeleted;
import cloud.reseller.events.PermissionEvent.SubscriptionReactivated;
import cloud.reseller.events.PermissionEvent.SubscriptionSuspended;
import cloud.reseller.log.projection.UpsertRows;
import cloud.reseller.permissions.read.RecordedAt;
import cloud.reseller.permissions.write.ResourceVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** The changes a batch makes to the subscriptions. Deleted ones are kept, with that status. */
public final class SubscriptionChanges {

  private final UpsertRows<Key, Row> changes = new UpsertRows<>("subscription_1", Key.class);
  private final UpsertRows<Key, Status> statuses = new UpsertRows<>("subscription_1", Key.class);

  /** A subscription was added. */
  public void added(SubscriptionAdded e, RecordedAt stands) {
    changes.put(
        new Key(e.subscriptionId()),
        new Row(
            e.subscriptionId(),
            e.customerId(),
            e.entitlementId(),
            e.offer(),
            e.offerId(),
            e.friendlyName(),
            e.quantity(),
            e.billingType(),
            e.boughtThroughPartner(),
            SubscriptionStatus.ACTIVE,
            ResourceVersion.of(stands.position()),
            stands.at(),
            stands.partition(),
            stands.offset()));
  }

  /** It was suspended. */
  public void suspended(SubscriptionSuspended e, RecordedAt stands) {
    status(e.subscriptionId(), SubscriptionStatus.SUSPENDED, stands);
  }

  /** It was reactivated. */
  public void reactivated(SubscriptionReactivated e, RecordedAt stands) {
    status(e.subscriptionId(), SubscriptionStatus.ACTIVE, stands);
  }

  /** It was deleted. */
  public void deleted(SubscriptionDeleted e, RecordedAt stands) {
    status(e.subscriptionId(), SubscriptionStatus.DELETED, stands);
  }

  private void status(String subscriptionId, SubscriptionStatus status, RecordedAt stands) {
    statuses.put(
        new Key(subscriptionId),
        new Status(subscriptionId, status, ResourceVersion.of(stands.position())));
  }

  /** Writes the changes: a subscription is added once, before its status changes. */
  public void write(Connection connection) throws SQLException {
    changes.write(connection);
    statuses.write(connection);
  }

  private record Key(String subscriptionId) {}

  private record Status(String subscriptionId, SubscriptionStatus status, String etag) {}

  private record Row(
      String subscriptionId,
      String customerId,
      String entitlementId,
      Offer offer,
      String offerId,
      String friendlyName,
      int quantity,
      BillingType billingType,
      boolean boughtThroughPartner,
      SubscriptionStatus status,
      String etag,
      Instant addedAt,
      int partition,
      long recordOffset) {}
}
