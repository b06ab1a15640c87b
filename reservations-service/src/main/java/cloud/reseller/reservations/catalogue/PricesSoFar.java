package cloud.reseller.reservations.catalogue;

import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.UnitPrice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The prices of a sheet that is being read; those of one product must not overlap in time. */
final class PricesSoFar {

  /** Limited because each new price of a product is compared with all earlier ones. */
  static final int MOST_OF_PRODUCT = 500;

  private record Price(UnitPrice unitCost, String sheetSku, Instant from, Instant until) {

    private boolean overlaps(Price other) {
      return from.isBefore(other.until) && other.from.isBefore(until);
    }
  }

  /** By market, size, region and term; sizes are case-insensitive. */
  private final Map<String, List<Price>> prices = new HashMap<>();

  /** Shared because most lines of a file have the same times. */
  private final Map<Instant, Instant> times = new HashMap<>();

  private int count;
  private Instant begins = Instant.MAX;
  private Instant ends = Instant.MIN;

  /**
   * Adds a price.
   *
   * @return false if it is a duplicate
   * @throws SheetRefusedException if the product has another price at the same time
   */
  boolean add(PriceSheetLine line, Columns columns) throws SheetRefusedException {
    Price price =
        new Price(line.unitCost(), line.sheetSku(), held(line.from()), held(line.until()));
    String product = String.join(" ", line.market(), line.sku(), line.region(), line.term().name());
    String key = product.toLowerCase(Locale.ROOT);
    List<Price> before = prices.getOrDefault(key, List.of());
    if (before.contains(price)) {
      return false;
    }
    if (before.size() == MOST_OF_PRODUCT) {
      throw columns.refused(
          "UnitPrice",
          "more than " + MOST_OF_PRODUCT + " prices for " + product + ": leave out old ones.");
    }
    for (Price other : before) {
      if (other.overlaps(price) && !other.unitCost.equals(price.unitCost)) {
        throw columns.refused(
            "UnitPrice",
            "a second price for " + product + " at the same time: keep the valid one.");
      }
    }
    prices.put(key, plus(before, price));
    count++;
    begins = line.from().isBefore(begins) ? line.from() : begins;
    ends = line.until().isAfter(ends) ? line.until() : ends;
    return true;
  }

  private Instant held(Instant time) {
    return times.computeIfAbsent(time, same -> same);
  }

  private static List<Price> plus(List<Price> before, Price price) {
    List<Price> all = new ArrayList<>(before);
    all.add(price);
    return List.copyOf(all);
  }

  int count() {
    return count;
  }

  /** The earliest start. */
  Instant begins() {
    return begins;
  }

  /** The latest end. */
  Instant ends() {
    return ends;
  }
}
