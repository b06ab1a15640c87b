package cloud.reseller.gateway.services;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An order in the public form.
 *
 * @param alternateId as it stands on the bill
 */
public record Order(
    String id,
    String alternateId,
    Instant creationDate,
    Origin origin,
    Optional<Person> boughtBy,
    Payment billingCycle,
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
