package cloud.reseller.permissions.read;

import cloud.reseller.events.CommandParked;
import cloud.reseller.events.CommandRefused;
import cloud.reseller.events.CommandRepeated;
import cloud.reseller.events.PermissionEvent;
import cloud.reseller.events.PermissionEvent.CustomerAdded;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionCreated;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionDeleted;
import cloud.reseller.events.PermissionEvent.CustomerPurchasePermissionUpdated;
import cloud.reseller.events.PermissionEvent.OwnerAssigned;
import cloud.reseller.events.PermissionEvent.OwnerRemoved;
import cloud.reseller.events.PermissionEvent.PriceRuleRemoved;
import cloud.reseller.events.PermissionEvent.PriceRuleSet;
import cloud.reseller.events.PermissionEvent.PurchaseLimitRemoved;
import cloud.reseller.events.PermissionEvent.PurchaseLimitSet;
import cloud.reseller.events.PermissionEvent.SubscriptionAdded;
import cloud.reseller.events.PermissionEvent.SubscriptionDeleted;
import cloud.reseller.events.PermissionEvent.SubscriptionReactivated;
import cloud.reseller.events.PermissionEvent.SubscriptionSuspended;
import cloud.reseller.kit.runtime.Facts;
import cloud.reseller.log.LogRecord;
import cloud.reseller.log.projection.Projection;
import cloud.reseller.permissions.read.customers.CustomerChanges;
import cloud.reseller.permissions.read.limits.PurchaseLimitChanges;
import cloud.reseller.permissions.read.owners.OwnerChanges;
import cloud.reseller.permissions.read.policies.PolicyChanges;
import cloud.reseller.permissions.read.pricerules.PriceRuleChanges;
import cloud.reseller.permissions.read.subscriptions.SubscriptionChanges;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** All views of this service in one projection, so that they are consistent with each other. */
public final class PermissionsProjection implements Projection {

  /** The topic from which the views are built. */
  public static final String TOPIC = "permission-events";

  @Override
  public String name() {
    return "permissions-1";
  }

  @Override
  public List<String> topics() {
    return List.of(TOPIC);
  }

  @Override
  public void apply(List<LogRecord> batch, Connection connection) throws SQLException {
    var customers = new CustomerChanges();
    var subscriptions = new SubscriptionChanges();
    var owners = new OwnerChanges();
    var policies = new PolicyChanges();
    var priceRules = new PriceRuleChanges();
    var limits = new PurchaseLimitChanges();
    for (LogRecord record : batch) {
      RecordedAt stands = RecordedAt.of(record);
      switch ((PermissionEvent) Facts.read(record)) {
        case CustomerAdded e -> customers.added(e, stands);
        case SubscriptionAdded e -> subscriptions.added(e, stands);
        case SubscriptionSuspended e -> subscriptions.suspended(e, stands);
        case SubscriptionReactivated e -> subscriptions.reactivated(e, stands);
        case SubscriptionDeleted e -> {
          subscriptions.deleted(e, stands);
          owners.subscriptionDeleted(e);
        }
        case OwnerAssigned e -> owners.assigned(e, stands);
        case OwnerRemoved e -> owners.removed(e);
        case CustomerPurchasePermissionCreated e -> policies.created(e, stands);
        case CustomerPurchasePermissionUpdated e -> policies.updated(e, stands);
        case CustomerPurchasePermissionDeleted e -> policies.deleted(e);
        case PriceRuleSet e -> priceRules.set(e, stands);
        case PriceRuleRemoved e -> priceRules.removed(e);
        case PurchaseLimitSet e -> limits.set(e, stands);
        case PurchaseLimitRemoved e -> limits.removed(e);
        case CommandRefused _, CommandParked _, CommandRepeated _ -> {
          // Nothing changed.
        }
      }
    }
    customers.write(connection);
    subscriptions.write(connection);
    owners.write(connection);
    policies.write(connection);
    priceRules.write(connection);
    limits.write(connection);
  }
}
