package cloud.reseller.reservations.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** A customer as far as this service needs to know it. */
@Entity
@Immutable
@Table(name = "customers")
public class CustomerView extends PanacheEntityBase {

  @Id public String customerId;
  public String partnerId;
  public String companyName;

  /** The customer, whoever's it is. */
  public static Optional<CustomerView> of(String customerId) {
    return find("customerId", customerId).firstResultOptional();
  }

  /** The customer, if it is that partner's. */
  public static Optional<CustomerView> of(String partnerId, String customerId) {
    return find("partnerId = ?1 and customerId = ?2", partnerId, customerId).firstResultOptional();
  }
}
