package cloud.reseller.permissions.read.subscriptions;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** A subscription whose Azure subscription another customer also has. Deleted ones do not count. */
@Entity
@Immutable
@Table(name = "shared_entitlements")
public class SharedEntitlementView extends PanacheEntityBase {

  @Id public String subscriptionId;
  public String customerId;
  public String partnerId;
  public String entitlementId;

  @Enumerated(EnumType.STRING)
  public SubscriptionStatus status;

  public Instant addedAt;

  /**
   * All of them, sorted by Azure subscription.
   *
   * @param after the one before the page
   * @param size maximum number of subscriptions
   */
  public static List<SharedEntitlementView> page(Optional<SharedEntitlementView> after, int size) {
    String order = " order by entitlementId, subscriptionId";
    return after
        .map(
            last ->
                SharedEntitlementView.<SharedEntitlementView>find(
                    "(entitlementId, subscriptionId) > (?1, ?2)" + order,
                    last.entitlementId,
                    last.subscriptionId))
        .orElseGet(() -> find("from SharedEntitlementView" + order))
        .range(0, size - 1)
        .list();
  }

  /** The one of a subscription. */
  public static Optional<SharedEntitlementView> of(String subscriptionId) {
    return find("subscriptionId", subscriptionId).firstResultOptional();
  }
}
