package cloud.reseller.gateway.services;

import java.time.Instant;
import java.util.Optional;

/**
 * A reservation in the public form.
 *
 * @param origin the side that bought: customer or partner
 * @param pricing cost and price, by the viewer's role
 */
public record Reservation(
    String id,
    Properties properties,
    String origin,
    Optional<Person> boughtBy,
    Amount customerPrice,
    Optional<Pricing> pricing) {

  /** What it is. */
  public record Properties(
      String displayName,
      int quantity,
      String skuDescription,
      String provisioningState,
      Instant purchaseDateTime,
      Instant expiryDateTime) {

    /** Whether its term goes on. */
    public boolean active() {
      return provisioningState.equals("Succeeded");
    }
  }
}
