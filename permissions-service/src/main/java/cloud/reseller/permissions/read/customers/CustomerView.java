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

  private static final String BEGINNING =
      "partnerId = ?1 and locate(lower(?2), lower(companyName)) = 1"
          + " and locate(lower(?3), lower(domain)) = 1";

  private static final String ORDER = " order by addedAt, partition, recordOffset";

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

  /** The customer, if it is that partner's. */
  public static Optional<CustomerView> of(String partnerId, String customerId) {
    return find("partnerId = ?1 and customerId = ?2", partnerId, customerId).firstResultOptional();
  }

  /**
   * How names begin; case does not matter, and an empty text is the beginning of every name.
   *
   * @param companyName of the company
   * @param domain of the customer's domain
   */
  public record Beginning(String companyName, String domain) {

    /** Of every customer. */
    public static final Beginning ANY = new Beginning("", "");
  }

  /** A partner's customers in the order they were added, up to that many. */
  public static List<CustomerView> first(String partnerId, Beginning beginning, int size) {
    return CustomerView.<CustomerView>find(
            BEGINNING + ORDER, partnerId, beginning.companyName(), beginning.domain())
        .range(0, size - 1)
        .list();
  }

  /** Those that come after a customer of the same partner; the place, not a count, is the token. */
  public static List<CustomerView> after(CustomerView last, Beginning beginning, int size) {
    return CustomerView.<CustomerView>find(
            BEGINNING + " and (addedAt, partition, recordOffset) > (?4, ?5, ?6)" + ORDER,
            last.partnerId,
            beginning.companyName(),
            beginning.domain(),
            last.addedAt,
            last.partition,
            last.recordOffset)
        .range(0, size - 1)
        .list();
  }
}
