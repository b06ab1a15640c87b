package cloud.reseller.reservations.write.pricing;

import cloud.reseller.events.AppliedPrice;
import cloud.reseller.events.Money;
import cloud.reseller.events.PriceRule;
import java.util.NavigableMap;

/** Computes what a partner owes and what it charges (S58, B2). */
public final class Pricing {

  /**
   * The largest commitment of one order, in minor units; keeps all sums of a customer within range.
   */
  public static final long MOST_MINOR = 1_000_000_000_000L;

  private static final String ALL = "*";

  private static final long WHOLE = 10_000;

  private Pricing() {}

  /** Whether unit price times quantity is within the limit of one order. */
  static boolean inRange(long unitMinor, long quantity) {
    return unitMinor >= 0 && (unitMinor == 0 || quantity <= MOST_MINOR / unitMinor);
  }

  /**
   * The applicable rule: that for the sheet SKU, else the ARM SKU, else all SKUs, else the default.
   */
  static AppliedPrice rule(
      NavigableMap<String, PriceRule> rules,
      String sheetSku,
      String sku,
      AppliedPrice defaultPrice) {
    if (rules.isEmpty()) {
      return defaultPrice;
    }
    PriceRule rule = rules.get(sheetSku);
    if (rule != null) {
      return new AppliedPrice(rule, AppliedPrice.Origin.SKU, sheetSku);
    }
    rule = rules.get(sku);
    if (rule != null) {
      return new AppliedPrice(rule, AppliedPrice.Origin.SKU, sku);
    }
    rule = rules.get(ALL);
    return rule == null ? defaultPrice : new AppliedPrice(rule, AppliedPrice.Origin.ALL, ALL);
  }

  /**
   * The cost plus a markup, rounded half up to the minor unit once, on the whole order.
   *
   * @param basisPoints the markup in hundredths of a percent
   */
  public static Money marked(Money cost, int basisPoints) {
    long factor = WHOLE + basisPoints;
    // Split so that no intermediate product overflows a long.
    long whole = cost.amountMinor() * Math.floorDiv(factor, WHOLE);
    long part = cost.amountMinor() * Math.floorMod(factor, WHOLE);
    return new Money(whole + Math.floorDiv(part + WHOLE / 2, WHOLE), cost.currency());
  }
}
