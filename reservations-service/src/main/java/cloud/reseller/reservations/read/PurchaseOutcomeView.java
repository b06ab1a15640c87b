package cloud.reseller.reservations.read;

import cloud.reseller.log.decide.Refusals;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** What became of a purchase request; texts are empty where they do not apply. */
@Entity
@Immutable
@Table(name = "purchase_outcomes")
public class PurchaseOutcomeView extends PanacheEntityBase {

  public static final String ACCEPTED = "accepted";
  public static final String REJECTED = "rejected";

  /** Deciding failed; an operator has been told. */
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
   * The answer to a request: what was bought under its id, else the first answer. That a record
   * stood in a wrong partition, or was one too many that day, counts only if there is no other
   * answer: nothing is remembered of either.
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
}
