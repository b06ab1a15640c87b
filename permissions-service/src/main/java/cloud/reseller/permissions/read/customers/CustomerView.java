package cloud.reseller.permissions.read.customers;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** A customer as readers see it. */
@Entity
@Immutable
@Table(name = "customers")
public class CustomerView extends PanacheEntityBase {

  @Id public String customerId;
  public String partnerId;
  public String companyName;
  public String domain;
  public String country;
  public Instant addedAt;
  public int partition;
  public long recordOffset;

  /** The customer, whoever's it is. */
  public static Optional<CustomerView> of(String customerId) {
    return find("customerId", customerId).firstResultOptional();
  }

  /** A partner's customers in the order they were added, up to that many. */
  public static List<CustomerView> first(String partnerId, int size) {
    return CustomerView.<CustomerView>find(
            "partnerId = ?1 order by addedAt, partition, recordOffset", partnerId)
        .range(0, size - 1)
        .list();
  }

  /** Those that come after a customer of the same partner; the place, not a count, is the token. */
  public static List<CustomerView> after(CustomerView last, int size) {
    return CustomerView.<CustomerView>find(
            """
            partnerId = ?1 and (addedAt, partition, recordOffset) > (?2, ?3, ?4)
            order by addedAt, partition, recordOffset
            """,
            last.partnerId,
            last.addedAt,
            last.partition,
            last.recordOffset)
        .range(0, size - 1)
        .list();
  }
}
