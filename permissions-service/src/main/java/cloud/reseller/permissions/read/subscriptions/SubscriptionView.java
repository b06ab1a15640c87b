package cloud.reseller.permissions.read.subscriptions;

import cloud.reseller.events.BillingType;
import cloud.reseller.events.Offer;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** A subscription as readers see it. */
@Entity
@Immutable
@Table(name = "subscriptions")
public class SubscriptionView extends PanacheEntityBase {

  @Id public String subscriptionId;
  public String customerId;
  public String entitlementId;

  @Enumerated(EnumType.STRING)
  public Offer offer;

  public String offerId;
  public String friendlyName;
  public int quantity;

  @Enumerated(EnumType.STRING)
  public BillingType billingType;

  public boolean boughtThroughPartner;

  @Enumerated(EnumType.STRING)
  public SubscriptionStatus status;

  public String etag;
  public Instant addedAt;
  public int partition;
  public long recordOffset;

  /** A customer's subscriptions in the order they were added, the ended ones too. */
  public static List<SubscriptionView> ofCustomer(String customerId) {
    return list("customerId = ?1 order by addedAt, partition, recordOffset", customerId);
  }

  /** The subscriptions of several customers. */
  public static List<SubscriptionView> ofCustomers(Collection<String> customerIds) {
    return list("customerId in ?1", customerIds);
  }

  /**
   * A customer's subscriptions in the order they were added, the ended ones too.
   *
   * @param type if given, only subscriptions of this billing type
   * @param after the subscription before the page
   * @param size maximum number of subscriptions
   */
  public static List<SubscriptionView> ofCustomer(
      String customerId, Optional<BillingType> type, Optional<SubscriptionView> after, int size) {
    Map<String, Object> values = new HashMap<>(Map.of("customer", customerId));
    StringBuilder query = new StringBuilder("customerId = :customer");
    type.ifPresent(
        one -> {
          query.append(" and billingType = :type");
          values.put("type", one);
        });
    after.ifPresent(
        last -> {
          query.append(" and (addedAt, partition, recordOffset) > (:at, :in, :offset)");
          values.put("at", last.addedAt);
          values.put("in", last.partition);
          values.put("offset", last.recordOffset);
        });
    query.append(" order by addedAt, partition, recordOffset");
    return SubscriptionView.<SubscriptionView>find(query.toString(), values)
        .range(0, size - 1)
        .list();
  }

  /** One subscription of a customer. */
  public static Optional<SubscriptionView> of(String customerId, String subscriptionId) {
    return find("customerId = ?1 and subscriptionId = ?2", customerId, subscriptionId)
        .firstResultOptional();
  }

  /**
   * Whether another customer of the partner has this Azure subscription. Customers of other
   * partners do not count, so that nobody can find out about them or block them.
   */
  public static boolean isOfAnotherCustomer(
      String partnerId, String customerId, String entitlementId) {
    return count(
            """
            from SubscriptionView s, CustomerView c where s.entitlementId = ?1
              and s.customerId <> ?2 and s.status <> ?4
              and c.customerId = s.customerId and c.partnerId = ?3
            """,
            entitlementId,
            customerId,
            partnerId,
            SubscriptionStatus.DELETED)
        > 0;
  }

  /** Whether it allows the permission to be turned on (S33, S36). */
  public boolean qualifies() {
    return boughtThroughPartner
        && status == SubscriptionStatus.ACTIVE
        && billingType == BillingType.USAGE
        && switch (offer) {
          case AZURE_PLAN, AZURE_GLOBAL -> true;
          case LICENSE -> false;
        };
  }
}
