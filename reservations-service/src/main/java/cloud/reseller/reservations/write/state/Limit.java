package cloud.reseller.reservations.write.state;

import java.util.OptionalLong;

/** The most a customer may buy on its own, on the partner's cost of the full commitment. */
public sealed interface Limit {

  /** No limit is set. */
  record None() implements Limit {}

  /**
   * A limit in one currency, minor units; exactly the limit is still allowed.
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
