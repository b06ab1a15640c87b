package cloud.reseller.reservations.write.state;

import java.util.OptionalLong;

/** A limit on a customer's own purchases, measured by the partner's cost of the full commitment. */
public sealed interface Limit {

  /** No limit is set. */
  record None() implements Limit {}

  /**
   * A limit in one currency, in minor units; inclusive.
   *
   * @param restsOn the fact that set it
   */
  record Of(
      String currency,
      OptionalLong perOrderMinor,
      OptionalLong perDayMinor,
      OptionalLong per30DaysMinor,
      String restsOn)
      implements Limit {}
}
