package cloud.reseller.permissions.read.pricerules;

import cloud.reseller.events.Money;
import cloud.reseller.events.PriceRule;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** A price rule that a partner set for a customer. */
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
  public Instant setAt;
  public int partition;
  public long recordOffset;

  /**
   * A customer's prices in the order they were set.
   *
   * @param after the rule before the page
   * @param size maximum number of rules
   */
  public static List<PriceRuleView> ofCustomer(
      String customerId, Optional<PriceRuleView> after, int size) {
    String order = " order by setAt, partition, recordOffset";
    return after
        .map(
            last ->
                PriceRuleView.<PriceRuleView>find(
                    "customerId = ?1 and (setAt, partition, recordOffset) > (?2, ?3, ?4)" + order,
                    customerId,
                    last.setAt,
                    last.partition,
                    last.recordOffset))
        .orElseGet(() -> find("customerId = ?1" + order, customerId))
        .range(0, size - 1)
        .list();
  }

  /** The rule of one target; the target as written comes before one in another case. */
  public static Optional<PriceRuleView> of(String customerId, String target) {
    return find(
            "customerId = ?1 and lower(target) = lower(?2)"
                + " order by case when target = ?2 then 0 else 1 end, target",
            customerId,
            target)
        .firstResultOptional();
  }

  /** The rule that produces the price. */
  public PriceRule rule() {
    return basisPoints == null
        ? new PriceRule.Fixed(new Money(amountMinor, currency))
        : new PriceRule.Percent(basisPoints);
  }
}
