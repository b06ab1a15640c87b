package cloud.reseller.reservations.read;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** A user who is Owner of a subscription (S45). */
@Entity
@Immutable
@Table(name = "owners")
public class OwnerView extends PanacheEntityBase {

  @Id public String id;
  public String customerId;
  public String subscriptionId;
  public String userId;

  /** Whether a user is Owner of any subscription of a customer. */
  public static boolean isOwner(String customerId, String userId) {
    return count("customerId = ?1 and userId = ?2", customerId, userId) > 0;
  }

  /** Whether a user is Owner of one subscription of a customer. */
  static boolean isOwner(String customerId, String subscriptionId, String userId) {
    return count(
            "customerId = ?1 and subscriptionId = ?2 and userId = ?3",
            customerId,
            subscriptionId,
            userId)
        > 0;
  }
}
