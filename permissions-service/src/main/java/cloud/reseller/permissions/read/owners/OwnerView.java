package cloud.reseller.permissions.read.owners;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.annotations.Immutable;

/** An Owner of a subscription; without names once the person has been erased. */
@Entity
@Immutable
@Table(name = "owners")
public class OwnerView extends PanacheEntityBase {

  @Id String id;
  public String customerId;
  public String subscriptionId;
  public String userId;
  public Instant assignedAt;
  public int partition;
  public long recordOffset;
  String userPrincipalName;
  String displayName;

  /** The Owners of all subscriptions of a customer, in the order they were assigned. */
  public static List<OwnerView> ofCustomer(String customerId) {
    return list("customerId = ?1 order by assignedAt, partition, recordOffset", customerId);
  }

  /** The subscription of an assignment, read without the person. */
  public record Owned(String subscriptionId) {}

  /** The subscriptions of several customers that have an Owner. */
  public static Set<String> subscriptionsOf(Collection<String> customerIds) {
    return find("customerId in ?1", customerIds).project(Owned.class).stream()
        .map(Owned::subscriptionId)
        .collect(Collectors.toSet());
  }

  /**
   * The Owners of one subscription of a customer, in the order they were assigned.
   *
   * @param after the Owner before the page
   * @param size maximum number of Owners
   */
  public static List<OwnerView> of(
      String customerId, String subscriptionId, Optional<OwnerView> after, int size) {
    String list = "customerId = ?1 and subscriptionId = ?2";
    String order = " order by assignedAt, partition, recordOffset";
    return after
        .map(
            last ->
                OwnerView.<OwnerView>find(
                    list + " and (assignedAt, partition, recordOffset) > (?3, ?4, ?5)" + order,
                    customerId,
                    subscriptionId,
                    last.assignedAt,
                    last.partition,
                    last.recordOffset))
        .orElseGet(() -> find(list + order, customerId, subscriptionId))
        .range(0, size - 1)
        .list();
  }

  /** A user as Owner of a subscription of a customer. */
  public static Optional<OwnerView> of(String customerId, String subscriptionId, String userId) {
    return find(
            "customerId = ?1 and subscriptionId = ?2 and userId = ?3",
            customerId,
            subscriptionId,
            userId)
        .firstResultOptional();
  }

  /** Whether a user is Owner of one subscription of a customer. */
  public static boolean isOwner(String customerId, String subscriptionId, String userId) {
    return count(
            "customerId = ?1 and subscriptionId = ?2 and userId = ?3",
            customerId,
            subscriptionId,
            userId)
        > 0;
  }

  /**
   * An assignment read directly from the row: an entity would stay as it was first read in a call.
   *
   * @param partition with {@code recordOffset}, the assignment's position in the log
   */
  public record Role(String subscriptionId, int partition, long recordOffset) {}

  /** The user's current roles. */
  public static List<Role> ofUser(String customerId, String userId) {
    return find("customerId = ?1 and userId = ?2 order by subscriptionId", customerId, userId)
        .project(Role.class)
        .list();
  }

  /** The sign-in name; empty if the person is not in the directory. */
  public Optional<String> userPrincipalName() {
    return Optional.ofNullable(userPrincipalName);
  }

  /** The name; empty if the person is not in the directory. */
  public Optional<String> displayName() {
    return Optional.ofNullable(displayName);
  }
}
