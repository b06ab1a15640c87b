package cloud.reseller.billing.read;

import java.time.Instant;
import java.util.Optional;

/**
 * A charge as it is read, joined with the names there are.
 *
 * @param eventId id of the event it came from
 */
public record ChargeRow(PageCursor place, String eventId, Charge charge, Names names) {

  /** Where a charge stands in the order of the log. */
  public record PageCursor(Instant time, int partition, long offset, int instalment) {}

  /** What things are called; empty where it is not known. */
  public record Names(
      Optional<String> customer,
      Optional<String> domain,
      Optional<String> country,
      Optional<String> subscription) {}
}
