package cloud.reseller.reservations.write.pricing;

import cloud.reseller.events.AppliedPrice;
import cloud.reseller.events.Money;
import cloud.reseller.events.PriceRule;
import cloud.reseller.reservations.write.policies.PurchaseRules;
import java.math.BigDecimal;
import java.util.NavigableMap;
import java.util.Optional;

/** Computes what a partner owes and what it charges (S58, B2). */
public final class Pricing {

  /**
   * The largest commitment of one order, in minor units; keeps all sums of a customer within range.
   */
  public static final long MOST_MINOR = 1_000_000_000_000L;

  static final BigDecimal MOST = BigDecimal.valueOf(MOST_MINOR);

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
      SheetLine line,
      AppliedPrice defaultPrice,
      PurchaseRules by) {
    return rules.isEmpty()
        ? defaultPrice
        : rule(rules, line.sheetSku(), AppliedPrice.Origin.SKU, by)
            .or(() -> rule(rules, line.sku(), AppliedPrice.Origin.SKU, by))
            .or(() -> rule(rules, ALL, AppliedPrice.Origin.ALL, by))
            .orElse(defaultPrice);
  }

  /** An exact match of the target precedes one in another case. */
  private static Optional<AppliedPrice> rule(
      NavigableMap<String, PriceRule> rules,
      String target,
      AppliedPrice.Origin origin,
      PurchaseRules by) {
    PriceRule exact = rules.get(target);
    if (exact != null) {
      return Optional.of(new AppliedPrice(exact, origin, target));
    }
    return rules.entrySet().stream()
        .filter(rule -> by.matches(rule.getKey(), target))
        .findFirst()
        .map(rule -> new AppliedPrice(rule.getValue(), origin, rule.getKey()));
  }

  /** Whether the cost plus a markup is within the limit of one order. */
  static boolean isMarkedInRange(Money cost, int basisPoints) {
    return cost.amountMinor() == 0
        || WHOLE + basisPoints <= MOST_MINOR * WHOLE / cost.amountMinor();
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
