package cloud.reseller.gateway.services;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A subscription in the public form.
 *
 * @param billingType usage or license
 * @param owners who is Owner, where they were asked for
 */
public record Subscription(
    String id,
    String entitlementId,
    String offerId,
    String offerName,
    String friendlyName,
    Status status,
    String billingType,
    boolean boughtThroughPartner,
    Instant creationDate,
    Links links,
    Optional<List<Person>> owners) {

  /** Whether it can be used. */
  public enum Status {
    ACTIVE,
    SUSPENDED,
    DELETED,
    OTHER;

    @JsonCreator
    static Status of(String code) {
      return Codes.of(code, OTHER);
    }
  }

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
    return status == Status.ACTIVE;
  }

  /** Whether reservations can be bought for it. */
  public boolean qualifies() {
    return usageBased() && active() && boughtThroughPartner;
  }
}
