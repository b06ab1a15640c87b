package cloud.reseller.permissions.read.limits;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.hibernate.annotations.Immutable;

/** A customer's purchase limit as readers see it; minor units. */
@Entity
@Immutable
@Table(name = "purchase_limits")
public class PurchaseLimitView extends PanacheEntityBase {

  @Id public String customerId;
  public String currency;
  Long perOrderMinor;
  Long perDayMinor;

  @Column(name = "per30_days_minor")
  Long per30DaysMinor;

  public Instant setAt;
  public int partition;
  public long recordOffset;

  /** The limit of a customer. */
  public static Optional<PurchaseLimitView> of(String customerId) {
    return find("customerId", customerId).firstResultOptional();
  }

  /** Limit per order. */
  public OptionalLong perOrder() {
    return optional(perOrderMinor);
  }

  /** Limit per UTC day. */
  public OptionalLong perDay() {
    return optional(perDayMinor);
  }

  /** Limit per 30 times 24 hours. */
  public OptionalLong per30Days() {
    return optional(per30DaysMinor);
  }

  private static OptionalLong optional(Long value) {
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
