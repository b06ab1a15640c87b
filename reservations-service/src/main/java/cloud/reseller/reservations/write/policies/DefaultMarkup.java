package cloud.reseller.reservations.write.policies;

import cloud.reseller.events.AppliedPrice;
import cloud.reseller.events.PriceRule;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The markup on the partner's cost if no price rule applies, by the UTC day from which it is in
 * force. It is configured per installation and is not a fact in the log, so a change is made by
 * adding a day to the setting. The markups of earlier days stay there, so that decisions of those
 * days can be verified.
 */
public final class DefaultMarkup {

  private static final String SETTING = "reseller.default-markup-basis-points";

  /** A lower markup would make prices negative. */
  private static final int LEAST_BASIS_POINTS = -10_000;

  /** The target of the default price: every SKU. */
  private static final String ALL = "*";

  private final Dated<AppliedPrice> prices;

  private DefaultMarkup(Dated<AppliedPrice> prices) {
    this.prices = prices;
  }

  /**
   * A markup that is always in force.
   *
   * @param basisPoints hundredths of a percent added to the partner's cost
   * @throws IllegalArgumentException if it is below -10000
   */
  public static DefaultMarkup always(int basisPoints) {
    return new DefaultMarkup(Dated.always(price(basisPoints)));
  }

  /**
   * Parses the setting: the basis points in force from the beginning, followed by any number of
   * {@code day=basis points}, separated by commas: {@code 0, 2027-01-01=250}.
   *
   * @throws IllegalArgumentException if the text is malformed, the days are not in ascending order
   *     or a markup is below -10000
   */
  public static DefaultMarkup parse(String text) {
    String[] lines = text.split(",", -1);
    Dated<AppliedPrice> prices = Dated.always(price(basisPoints(lines[0], text)));
    for (int i = 1; i < lines.length; i++) {
      prices = plus(prices, lines[i], text);
    }
    return new DefaultMarkup(prices);
  }

  private static Dated<AppliedPrice> plus(Dated<AppliedPrice> prices, String line, String text) {
    int sign = line.indexOf('=');
    if (sign < 0) {
      throw invalid(text);
    }
    Instant from = day(line.substring(0, sign), text);
    AppliedPrice price = price(basisPoints(line.substring(sign + 1), text));
    try {
      return prices.andFrom(from, price);
    } catch (IllegalArgumentException notAscending) {
      throw new IllegalArgumentException(
          "the days in " + SETTING + " must ascend: sort \"" + text + '"', notAscending);
    }
  }

  private static Instant day(String day, String text) {
    try {
      return LocalDate.parse(day.strip()).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException notOne) {
      throw invalid(text);
    }
  }

  private static int basisPoints(String number, String text) {
    try {
      return Integer.parseInt(number.strip());
    } catch (NumberFormatException notOne) {
      throw invalid(text);
    }
  }

  private static AppliedPrice price(int basisPoints) {
    if (basisPoints < LEAST_BASIS_POINTS) {
      throw new IllegalArgumentException(
          SETTING + " must be " + LEAST_BASIS_POINTS + " or more, not " + basisPoints);
    }
    return new AppliedPrice(new PriceRule.Percent(basisPoints), AppliedPrice.Origin.DEFAULT, ALL);
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException(
        SETTING
            + " must be basis points, and for each later day of change a comma and"
            + " yyyy-mm-dd=basis points, such as \"0, 2027-01-01=250\"; it is \""
            + text
            + '"');
  }

  /** The price at a time for anything without a price rule. */
  public AppliedPrice at(Instant time) {
    return prices.at(time);
  }
}
