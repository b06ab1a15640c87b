package cloud.reseller.gateway.services;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An order in the public form.
 *
 * @param alternateId as it stands on the bill
 * @param origin the side that bought: customer or partner
 * @param billingCycle one_time or monthly
 */
public record Order(
    String id,
    String alternateId,
    Instant creationDate,
    String origin,
    Optional<Person> boughtBy,
    String billingCycle,
    List<Line> lineItems) {

  /**
   * What was bought.
   *
   * @param entitlementId the Azure subscription it is billed to
   * @param termDuration P1Y or P3Y
   * @param pricing cost and price, by the viewer's role
   */
  public record Line(
      String friendlyName,
      int quantity,
      String entitlementId,
      String termDuration,
      String reservationId,
      Optional<Pricing> pricing) {}
}
