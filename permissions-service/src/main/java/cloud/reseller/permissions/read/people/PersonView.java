package cloud.reseller.permissions.read.people;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** A person as readers see it. The directory has no order of its own, so lists sort by name. */
@Entity
@Immutable
@Table(name = "people")
public class PersonView extends PanacheEntityBase {

  @Id public String key;
  public String id;
  public String tenantId;
  public String userPrincipalName;
  public String displayName;

  /** The people of a customer. */
  public static List<PersonView> ofTenant(String tenantId) {
    return list("tenantId = ?1 order by userPrincipalName, id", tenantId);
  }

  /**
   * The people of a customer.
   *
   * @param after the one before the first
   * @param size most of them
   */
  public static List<PersonView> ofTenant(String tenantId, Optional<PersonView> after, int size) {
    String order = " order by userPrincipalName, id";
    return after
        .map(
            last ->
                PersonView.<PersonView>find(
                    "tenantId = ?1 and (userPrincipalName, id) > (?2, ?3)" + order,
                    tenantId,
                    last.userPrincipalName,
                    last.id))
        .orElseGet(() -> find("tenantId = ?1" + order, tenantId))
        .range(0, size - 1)
        .list();
  }

  /** One person of a tenant. */
  public static Optional<PersonView> of(String tenantId, String id) {
    return find("tenantId = ?1 and id = ?2", tenantId, id).firstResultOptional();
  }
}
