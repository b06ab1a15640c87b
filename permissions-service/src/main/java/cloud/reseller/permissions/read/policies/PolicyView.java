package cloud.reseller.permissions.read.policies;

import cloud.reseller.events.ProductKind;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.annotations.Immutable;

/** A permission that is on. Without a row, it is off (S10). */
@Entity
@Immutable
@Table(name = "policies")
public class PolicyView extends PanacheEntityBase {

  @Id public String customerId;
  public String partnerId;
  String[] products;
  public String etag;
  public String reason;
  public Instant setAt;
  public int partition;
  public long recordOffset;

  /** The permission a partner gave a customer. */
  public static Optional<PolicyView> of(String partnerId, String customerId) {
    return find("partnerId = ?1 and customerId = ?2", partnerId, customerId).firstResultOptional();
  }

  /** The product kinds that each of these customers may buy; none if the permission is off. */
  public static Map<String, Set<ProductKind>> products(Collection<String> customerIds) {
    return PolicyView.<PolicyView>list("customerId in ?1", customerIds).stream()
        .collect(Collectors.toMap(policy -> policy.customerId, PolicyView::products));
  }

  /** The kinds of product the customer may buy. */
  public Set<ProductKind> products() {
    Set<ProductKind> kinds = EnumSet.noneOf(ProductKind.class);
    for (String product : products) {
      kinds.add(ProductKind.valueOf(product));
    }
    return kinds;
  }
}
