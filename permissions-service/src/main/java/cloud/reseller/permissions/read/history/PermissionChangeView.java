package cloud.reseller.permissions.read.history;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** A change of a purchase permission; without names once the agent has been erased. */
@Entity
@Immutable
@Table(name = "permission_changes")
public class PermissionChangeView extends PanacheEntityBase {

  @Id public String id;
  public String customerId;
  public boolean isOn;
  public String reason;
  public String byId;
  public String etag;
  public Instant changedAt;
  public int partition;
  public long recordOffset;
  String userPrincipalName;
  String displayName;

  /**
   * The changes of a customer's permission, newest first.
   *
   * @param after the change before the page
   * @param size maximum number of changes
   */
  public static List<PermissionChangeView> of(
      String customerId, Optional<PermissionChangeView> after, int size) {
    String order = " order by changedAt desc, partition desc, recordOffset desc";
    return after
        .map(
            last ->
                PermissionChangeView.<PermissionChangeView>find(
                    "customerId = ?1 and (changedAt, partition, recordOffset) < (?2, ?3, ?4)"
                        + order,
                    customerId,
                    last.changedAt,
                    last.partition,
                    last.recordOffset))
        .orElseGet(() -> find("customerId = ?1" + order, customerId))
        .range(0, size - 1)
        .list();
  }

  /** One change of a customer's permission. */
  public static Optional<PermissionChangeView> of(String customerId, String id) {
    return find("customerId = ?1 and id = ?2", customerId, id).firstResultOptional();
  }

  /** The agent's sign-in name; empty if the agent is not in the directory. */
  public Optional<String> userPrincipalName() {
    return Optional.ofNullable(userPrincipalName);
  }

  /** The agent's name; empty if the agent is not in the directory. */
  public Optional<String> displayName() {
    return Optional.ofNullable(displayName);
  }
}
