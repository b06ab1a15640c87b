package cloud.reseller.gateway.services;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;

/**
 * A price rule in the public form.
 *
 * @param target a price sheet SKU, an ARM SKU, or "*" for everything; empty in what is set
 */
public record PriceRule(Optional<String> target, How rule, Optional<Warned> attributes) {

  /** How the price is made. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Percent.class, name = "Percent"),
    @JsonSubTypes.Type(value = Fixed.class, name = "Fixed")
  })
  public sealed interface How {}

  /** A markup on the cost, in hundredths of a percent. */
  public record Percent(int basisPoints) implements How {}

  /** A price of one unit for the whole term. */
  public record Fixed(Minor unitPrice) implements How {}

  /** An amount in the smallest units of its currency. */
  public record Minor(long amountMinor, String currency) {}

  /**
   * What is said about the rule.
   *
   * @param warnings why no purchase has this price although it is set
   */
  public record Warned(Optional<List<String>> warnings) {}

  /** Whether a price sheet sells what the rule is for. */
  public boolean sold() {
    return attributes.flatMap(Warned::warnings).filter(some -> !some.isEmpty()).isEmpty();
  }
}
