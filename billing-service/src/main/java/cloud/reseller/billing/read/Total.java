package cloud.reseller.billing.read;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What charges add up to, in one currency.
 *
 * @param customerId whose; empty for all of a partner's customers together
 * @param customerName if it is known
 * @param lines number of charges
 * @param cost what the partner pays, in whole units of {@code costCurrency}
 * @param price what the partner charges its customers for the same, in whole units of {@code
 *     priceCurrency}
 */
public record Total(
    Optional<String> customerId,
    Optional<String> customerName,
    long lines,
    BigDecimal cost,
    String costCurrency,
    BigDecimal price,
    String priceCurrency) {

  /** The position of a customer's total in the order of names. */
  public record Place(
      String customerName, String customerId, String costCurrency, String priceCurrency) {}

  /** Its position in the list of customers. */
  public Place place() {
    return new Place(customerName.orElse(""), customerId.orElse(""), costCurrency, priceCurrency);
  }
}
