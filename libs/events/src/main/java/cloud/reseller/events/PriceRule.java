package cloud.reseller.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How the partner prices a reservation for one customer (S58, B2). */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PriceRule.Fixed.class, name = "Fixed"),
  @JsonSubTypes.Type(value = PriceRule.Percent.class, name = "Percent")
})
public sealed interface PriceRule {

  /** The price of one unit for the whole term. */
  record Fixed(Money unitPrice) implements PriceRule {}

  /**
   * A markup on the partner's cost.
   *
   * @param basisPoints hundredths of a percent added to the cost; -10000 or more, 1500 is 15 %
   */
  record Percent(int basisPoints) implements PriceRule {}
}
