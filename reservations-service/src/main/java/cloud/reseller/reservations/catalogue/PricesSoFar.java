package cloud.reseller.reservations.catalogue;

import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.UnitPrice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The prices of a sheet that is being read: at no time two of them for one product. */
final class PricesSoFar {

  /** Each new price of a product is compared with all before it. */
  static final int MOST_OF_PRODUCT = 500;

  private record Price(UnitPrice unitCost, String sheetSku, Instant from, Instant until) {

    private boolean overlaps(Price other) {
      return from.isBefore(other.until) && other.from.isBefore(until);
    }
  }

  /** By market, size, region and term; case does not tell sizes apart. */
  private final Map<String, List<Price>> prices = new HashMap<>();

  /** Most lines of a file have the same times. */
  private final Map<Instant, Instant> times = new HashMap<>();

  private int count;
  private Instant begins = Instant.MAX;
  private Instant ends = Instant.MIN;

  /**
   * Adds a price.
   *
   * @return false if it was there before
   * @throws SheetRefusedException if another price holds for the product at the same time
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
            "a second price for " + product + " at the same time: keep the one that holds.");
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

  /** When the first of them begins to hold. */
  Instant begins() {
    return begins;
  }

  /** When the last of them ends. */
  Instant ends() {
    return ends;
  }
}
