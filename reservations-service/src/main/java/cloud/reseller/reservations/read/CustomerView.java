package cloud.reseller.reservations.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** The data of a customer that this service needs. */
@Entity
@Immutable
@Table(name = "customers")
public class CustomerView extends PanacheEntityBase {

  @Id public String customerId;
  public String partnerId;
  public String companyName;

  /** The customer, whichever partner it belongs to. */
  public static Optional<CustomerView> of(String customerId) {
    return find("customerId", customerId).firstResultOptional();
  }

  /** The customer, if it belongs to the partner. */
  public static Optional<CustomerView> of(String partnerId, String customerId) {
    return find("partnerId = ?1 and customerId = ?2", partnerId, customerId).firstResultOptional();
  }
}
