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
   * The answer to a request: the first one under its id. A record that stood in a wrong partition
   * was answered there, and its answer counts only if there is no other.
   */
  public static Optional<PurchaseOutcomeView> of(String customerId, String requestId) {
    return find(
            """
            customerId = ?1 and requestId = ?2
            order by case when code = ?3 then 1 else 0 end, decidedAt, partition, recordOffset
            """,
            customerId,
            requestId,
            Refusals.WRONG_PARTITION)
        .firstResultOptional();
  }
}
