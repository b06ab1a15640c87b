package cloud.reseller.reservations.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.events.Actor;
import cloud.reseller.events.EventJson;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** A reservation with its purchase, which is also an order with one line (E1). */
@Entity
@Immutable
@Table(name = "reservations")
public class ReservationView extends PanacheEntityBase {

  private static final String OF_CUSTOMER = "from ReservationView r where r.customerId = :customer";

  /**
   * The reservations that a user of the customer may see (R9): those billed to a subscription the
   * user owns, and those the user bought.
   */
  private static final String SEEN_BY_USER =
      """
       and (r.boughtBy = :user or exists (
        select 1 from OwnerView o where o.customerId = :customer and o.userId = :user
          and o.subscriptionId = r.subscriptionId))
      """;

  /**
   * Which reservations are asked for.
   *
   * @param user if given, only reservations that this user of the customer may see
   * @param origin if given, only those bought by this side
   * @param active if given, only those whose term goes on at the time, or only those whose does not
   */
  public record Wanted(
      Optional<String> user, Optional<Actor.Side> origin, Optional<Boolean> active, Instant at) {

    /** Everything that a user may see; everything if none is given. */
    public static Wanted by(Optional<String> user) {
      return new Wanted(user, Optional.empty(), Optional.empty(), Instant.EPOCH);
    }
  }

  /** The order of a list. */
  public enum Order {
    OLDEST_FIRST(
        " and (r.purchasedAt, r.partition, r.recordOffset) > (:at, :partition, :offset)",
        " order by r.purchasedAt, r.partition, r.recordOffset"),
    NEWEST_FIRST(
        " and (r.purchasedAt, r.partition, r.recordOffset) < (:at, :partition, :offset)",
        " order by r.purchasedAt desc, r.partition desc, r.recordOffset desc");

    private final String after;
    private final String by;

    Order(String after, String by) {
      this.after = after;
      this.by = by;
    }
  }

  @Id public String reservationId;
  public String orderId;
  public String customerId;
  public String subscriptionId;
  public String boughtBy;
  public Instant purchasedAt;
  public int partition;
  public long recordOffset;

  /** The fact as stored in the log. */
  public String purchased;

  String userPrincipalName;
  String displayName;
  String origin;
  Instant expiresAt;

  /**
   * A customer's reservations.
   *
   * @param after the reservation before the page; pages start after a key, not at an offset
   * @param size maximum number of reservations
   */
  public static List<ReservationView> page(
      String customerId, Wanted wanted, Order order, Optional<ReservationView> after, int size) {
    Map<String, Object> parameters = new HashMap<>(Map.of("customer", customerId));
    StringBuilder query = new StringBuilder(OF_CUSTOMER);
    wanted
        .user()
        .ifPresent(
            oid -> {
              query.append(SEEN_BY_USER);
              parameters.put("user", oid);
            });
    wanted
        .origin()
        .ifPresent(
            side -> {
              query.append(" and r.origin = :origin");
              parameters.put("origin", side.name());
            });
    wanted
        .active()
        .ifPresent(
            active -> {
              query.append(active ? " and r.expiresAt > :now" : " and r.expiresAt <= :now");
              parameters.put("now", wanted.at());
            });
    after.ifPresent(
        last -> {
          query.append(order.after);
          parameters.put("at", last.purchasedAt);
          parameters.put("partition", last.partition);
          parameters.put("offset", last.recordOffset);
        });
    return ReservationView.<ReservationView>find(query.append(order.by).toString(), parameters)
        .range(0, size - 1)
        .list();
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

  /** The sign-in name of who bought; empty if the person is not in the directory. */
  public Optional<String> userPrincipalName() {
    return Optional.ofNullable(userPrincipalName);
  }

  /** The name of who bought; empty if the person is not in the directory. */
  public Optional<String> displayName() {
    return Optional.ofNullable(displayName);
  }

  /** The purchase. */
  public ReservationPurchased purchase() {
    try {
      return (ReservationPurchased)
          EventJson.read("ReservationPurchased.v1", purchased.getBytes(UTF_8));
    } catch (EventJson.UnreadableException e) {
      throw new IllegalStateException("row of " + reservationId + " cannot be read", e);
    }
  }
}
