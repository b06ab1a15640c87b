package cloud.reseller.permissions.read.people;

import cloud.reseller.events.Actor.Side;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** A person. The directory has no order of its own, so lists are sorted by name. */
@Entity
@Immutable
@Table(name = "people")
public class PersonView extends PanacheEntityBase {

  @Id public String key;
  public String id;
  public String tenantId;

  @Enumerated(EnumType.STRING)
  Side side;

  public String userPrincipalName;
  public String displayName;

  /** The people of a customer. */
  public static List<PersonView> ofCustomer(String customerId) {
    return list(
        "tenantId = ?1 and side = ?2 order by userPrincipalName, id", customerId, Side.CUSTOMER);
  }

  /**
   * The people of a tenant on one side: the users of a customer, or the agents of a partner.
   *
   * @param after the person before the page
   * @param size maximum number of people
   */
  public static List<PersonView> of(
      String tenantId, Side side, Optional<PersonView> after, int size) {
    String list = "tenantId = ?1 and side = ?2";
    String order = " order by userPrincipalName, id";
    return after
        .map(
            last ->
                PersonView.<PersonView>find(
                    list + " and (userPrincipalName, id) > (?3, ?4)" + order,
                    tenantId,
                    side,
                    last.userPrincipalName,
                    last.id))
        .orElseGet(() -> find(list + order, tenantId, side))
        .range(0, size - 1)
        .list();
  }

  /** One person of a tenant, if the person is on that side. */
  public static Optional<PersonView> of(String tenantId, Side side, String id) {
    return find("tenantId = ?1 and side = ?2 and id = ?3", tenantId, side, id)
        .firstResultOptional();
  }
}
