package cloud.reseller.gateway.services;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A subscription in the public form.
 *
 * @param billingType usage or license
 * @param status active, suspended or deleted
 * @param owners who is Owner, where they were asked for
 */
public record Subscription(
    String id,
    String entitlementId,
    String offerId,
    String offerName,
    String friendlyName,
    String status,
    String billingType,
    boolean boughtThroughPartner,
    Instant creationDate,
    Links links,
    Optional<List<Person>> owners) {

  /** The address in the Azure portal. */
  public record Links(Optional<Link> manage) {}

  /** An address. */
  public record Link(String uri) {}

  /** Whether it is billed by usage, as an Azure plan or Azure Global is. */
  public boolean usageBased() {
    return billingType.equals("usage");
  }

  /** Whether it can be used. */
  public boolean active() {
    return status.equals("active");
  }

  /** Whether reservations can be bought for it. */
  public boolean qualifies() {
    return usageBased() && active() && boughtThroughPartner;
  }
}
