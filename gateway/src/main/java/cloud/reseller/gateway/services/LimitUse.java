package cloud.reseller.gateway.services;

import java.time.Instant;
import java.util.List;

/**
 * What is used of a customer's purchase limits: by the partner's cost, in minor units.
 *
 * @param items one for each currency in which there is a limit or a purchase
 */
public record LimitUse(Instant asOf, List<InCurrency> items) {

  /** In one currency. */
  public record InCurrency(String currency, Window perDay, Window per30Days) {

    /** Nothing was bought. */
    public static InCurrency nothing(String currency) {
      return new InCurrency(currency, new Window(0), new Window(0));
    }
  }

  /** A time for which purchases are added up. */
  public record Window(long usedMinor) {}
}
