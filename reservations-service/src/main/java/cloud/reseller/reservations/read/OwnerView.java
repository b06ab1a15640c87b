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

  /**
   * Whether a user is Owner of the subscription with that id, or, if the id is unknown here, of any
   * subscription: it may be the entitlement id of one of them, which only the log knows.
   */
  public static boolean mayBeOwner(String customerId, String id, String userId) {
    return count(
            """
            from OwnerView o where o.customerId = ?1 and o.userId = ?3 and (o.subscriptionId = ?2
              or not exists (select 1 from OwnerView named
                where named.customerId = ?1 and named.subscriptionId = ?2))
            """,
            customerId,
            id,
            userId)
        > 0;
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
