package cloud.reseller.reservations.read;

import cloud.reseller.log.decide.Refusals;
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

/** The outcome of a purchase request; fields that do not apply are empty strings. */
@Entity
@Immutable
@Table(name = "purchase_outcomes")
public class PurchaseOutcomeView extends PanacheEntityBase {

  public static final String ACCEPTED = "accepted";
  public static final String REJECTED = "rejected";

  /** Deciding failed; an operator has been notified. */
  public static final String PARKED = "parked";

  @Id public String id;
  public String customerId;
  public String requestId;
  public String state;
  public String code;
  public String description;
  public String orderId;
  public String reservationId;
  public String askedBy;
  public Instant decidedAt;
  public int partition;
  public long recordOffset;

  /**
   * The answer to a request: the purchase made under its id, else the first answer. A refusal for a
   * wrong partition or for too many requests counts only if there is no other answer, because
   * neither is remembered as the answer to its id.
   */
  public static Optional<PurchaseOutcomeView> of(String customerId, String requestId) {
    return find(
            """
            customerId = ?1 and requestId = ?2
            order by case when state = ?3 then 0 when code in (?4, ?5) then 2 else 1 end,
              decidedAt, partition, recordOffset
            """,
            customerId,
            requestId,
            ACCEPTED,
            Refusals.WRONG_PARTITION,
            Refusals.TOO_MANY_REQUESTS)
        .firstResultOptional();
  }

  /**
   * The answers to a customer's requests, newest first; a request that was answered more than once
   * stands there with each answer.
   *
   * @param askedBy leaves only the requests of this person
   * @param after the answer before the page
   * @param size maximum number of answers
   */
  public static List<PurchaseOutcomeView> page(
      String customerId, Optional<String> askedBy, Optional<PurchaseOutcomeView> after, int size) {
    Map<String, Object> values = new HashMap<>(Map.of("customer", customerId));
    StringBuilder query = new StringBuilder("customerId = :customer");
    askedBy.ifPresent(
        person -> {
          query.append(" and askedBy = :person");
          values.put("person", person);
        });
    after.ifPresent(
        last -> {
          query.append(" and (decidedAt, partition, recordOffset) < (:at, :in, :offset)");
          values.put("at", last.decidedAt);
          values.put("in", last.partition);
          values.put("offset", last.recordOffset);
        });
    query.append(" order by decidedAt desc, partition desc, recordOffset desc");
    return PurchaseOutcomeView.<PurchaseOutcomeView>find(query.toString(), values)
        .range(0, size - 1)
        .list();
  }

  /** One answer to a customer. */
  public static Optional<PurchaseOutcomeView> byId(String customerId, String id) {
    return find("customerId = ?1 and id = ?2", customerId, id).firstResultOptional();
  }
}
