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

  @Id public String id;
  public String tenantId;
  public String userPrincipalName;
  public String displayName;

  /** The people of a customer. */
  public static List<PersonView> ofTenant(String tenantId) {
    return list("tenantId = ?1 order by userPrincipalName, id", tenantId);
  }

  /** One person, whatever the tenant. */
  public static Optional<PersonView> of(String id) {
    return findByIdOptional(id);
  }

  /** One person of a tenant. */
  public static Optional<PersonView> of(String tenantId, String id) {
    return of(id).filter(person -> person.tenantId.equals(tenantId));
  }

  /** Whether another person of the tenant has that sign-in name; case does not matter. */
  public static boolean isNameTaken(String tenantId, String userPrincipalName, String exceptId) {
    return count(
            "tenantId = ?1 and lower(userPrincipalName) = lower(?2) and id <> ?3",
            tenantId,
            userPrincipalName,
            exceptId)
        > 0;
  }
}
