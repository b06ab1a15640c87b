package cloud.reseller.reservations.read;

import cloud.reseller.events.Money;
import cloud.reseller.events.PriceRule;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.hibernate.annotations.Immutable;

/** A price rule of a customer. */
@Entity
@Immutable
@Table(name = "price_rules")
public class PriceRuleView extends PanacheEntityBase {

  @Id String id;
  public String customerId;
  public String target;
  Long amountMinor;
  String currency;
  Integer basisPoints;

  /** The rules of a customer by what they are set for, as decisions have them. */
  public static NavigableMap<String, PriceRule> ofCustomer(String customerId) {
    NavigableMap<String, PriceRule> rules = new TreeMap<>();
    List<PriceRuleView> rows = list("customerId", customerId);
    rows.forEach(row -> rules.put(row.target, row.rule()));
    return rules;
  }

  private PriceRule rule() {
    return basisPoints == null
        ? new PriceRule.Fixed(new Money(amountMinor, currency))
        : new PriceRule.Percent(basisPoints);
  }
}
