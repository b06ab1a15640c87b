package cloud.reseller.billing.read;

import java.time.Instant;
import java.util.Optional;

/**
 * A charge joined with the available names.
 *
 * @param eventId id of its event
 */
public record ChargeRow(PageCursor place, String eventId, Charge charge, Names names) {

  /** The position of a charge in the order of the log. */
  public record PageCursor(Instant time, int partition, long offset, int instalment) {}

  /** Display names; empty strings if unknown. */
  public record Names(
      Optional<String> customer,
      Optional<String> domain,
      Optional<String> country,
      Optional<String> subscription,
      Optional<String> entitlement) {}
}
