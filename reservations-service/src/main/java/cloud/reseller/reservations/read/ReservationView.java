package cloud.reseller.reservations.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.events.EventJson;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** A reservation with the purchase that made it, which is an order of one line (E1). */
@Entity
@Immutable
@Table(name = "reservations")
public class ReservationView extends PanacheEntityBase {

  /** What a user of the customer may see: billed to a subscription it owns, or bought itself. */
  private static final String SEEN_BY_USER =
      """
      r.customerId = ?1 and (r.boughtBy = ?2 or exists (
        select 1 from OwnerView o
        where o.customerId = ?1 and o.userId = ?2 and o.subscriptionId = r.subscriptionId))
      """;

  private static final String IN_ORDER = " order by purchasedAt, partition, recordOffset";

  @Id public String reservationId;
  public String orderId;
  public String customerId;
  public String subscriptionId;
  public String boughtBy;
  public Instant purchasedAt;
  public int partition;
  public long recordOffset;

  /** The fact as it stands in the log. */
  public String purchased;

  /** All of a customer's, oldest first. */
  public static List<ReservationView> ofCustomer(String customerId) {
    return list("customerId = ?1" + IN_ORDER, customerId);
  }

  /** Those of a customer that one of its users may see, oldest first (R9). */
  public static List<ReservationView> seenBy(String customerId, String userId) {
    return list(
        "from ReservationView r where "
            + SEEN_BY_USER
            + " order by r.purchasedAt, r.partition, r.recordOffset",
        customerId,
        userId);
  }

  /** One reservation of a customer. */
  public static Optional<ReservationView> of(String customerId, String reservationId) {
    return find("customerId = ?1 and reservationId = ?2", customerId, reservationId)
        .firstResultOptional();
  }

  /** One order of a customer. */
  public static Optional<ReservationView> ofOrder(String customerId, String orderId) {
    return find("customerId = ?1 and orderId = ?2", customerId, orderId).firstResultOptional();
  }

  /** Whether a user of the customer may see it (R9). */
  public boolean isSeenBy(String userId) {
    return boughtBy.equals(userId) || OwnerView.isOwner(customerId, subscriptionId, userId);
  }

  /** The purchase. */
  public ReservationPurchased purchase() {
    try {
      return (ReservationPurchased)
          EventJson.read("ReservationPurchased.v1", purchased.getBytes(UTF_8));
    } catch (EventJson.Unreadable e) {
      throw new IllegalStateException("row of " + reservationId + " cannot be read", e);
    }
  }
}
