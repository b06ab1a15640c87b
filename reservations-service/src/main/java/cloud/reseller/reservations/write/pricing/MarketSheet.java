package cloud.reseller.reservations.write.pricing;

import cloud.reseller.events.Regions;
import cloud.reseller.log.Position;
import cloud.reseller.reservations.write.policies.PurchaseRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The prices of one sheet in one market. */
final class MarketSheet {

  /** Sorts lines so that the last of several valid ones is always the same. */
  private static final Comparator<SheetLine> BY_TERM_AND_BEGINNING =
      Comparator.comparing(SheetLine::term).thenComparing(SheetLine::from);

  private final String id;
  private final Instant from;
  private final Optional<Instant> until;
  private final Position restsOn;
  private final boolean isForgottenAtFirst;

  /** By the folded names of size and region. */
  private final Map<String, Map<String, List<SheetLine>>> products;

  private MarketSheet(
      String id,
      Instant from,
      Optional<Instant> until,
      Position restsOn,
      boolean isForgottenAtFirst,
      Map<String, Map<String, List<SheetLine>>> products) {
    this.id = id;
    this.from = from;
    this.until = until;
    this.restsOn = restsOn;
    this.isForgottenAtFirst = isForgottenAtFirst;
    this.products = products;
  }

  /**
   * Creates a sheet.
   *
   * @param until when the sheet itself ends; empty for version 2, in which each line has its own
   *     validity
   * @param restsOn the publication
   * @param lines of one market, in the order of the log
   * @param before the previous sheet, if any, whose equal objects are shared
   */
  static MarketSheet of(
      String id,
      Instant from,
      Optional<Instant> until,
      Position restsOn,
      List<SheetLine> lines,
      Optional<MarketSheet> before) {
    Map<String, Map<String, List<SheetLine>>> products = new HashMap<>();
    Map<Object, Object> held = new HashMap<>();
    for (SheetLine line : lines) {
      products
          .computeIfAbsent(folded(line.sku()), _ -> new HashMap<>())
          .merge(Regions.folded(line.region()), List.of(line.sharing(held)), MarketSheet::both);
    }
    before.ifPresent(sheet -> products.replaceAll(sheet::held));
    return new MarketSheet(id, from, until, restsOn, false, products);
  }

  /** The same sheet, marked as forgotten under rule sets 1 and 2. */
  MarketSheet forgottenAtFirst() {
    return new MarketSheet(id, from, until, restsOn, true, products);
  }

  private static String folded(String size) {
    return size.toLowerCase(Locale.ROOT);
  }

  private static List<SheetLine> both(List<SheetLine> before, List<SheetLine> added) {
    List<SheetLine> all = new ArrayList<>(before);
    all.addAll(added);
    all.sort(BY_TERM_AND_BEGINNING);
    return List.copyOf(all);
  }

  private Map<String, List<SheetLine>> held(String size, Map<String, List<SheetLine>> equal) {
    Map<String, List<SheetLine>> own = products.get(size);
    return equal.equals(own) ? own : equal;
  }

  String id() {
    return id;
  }

  Instant from() {
    return from;
  }

  Optional<Instant> until() {
    return until;
  }

  Position restsOn() {
    return restsOn;
  }

  boolean isForgottenAtFirst() {
    return isForgottenAtFirst;
  }

  /** Whether it is a sheet of version 1, which has an end of its own. */
  boolean endsItself() {
    return until.isPresent();
  }

  /** Whether it exists under rule sets 1 and 2. */
  boolean isKnownAtFirst() {
    return endsItself() && !isForgottenAtFirst;
  }

  boolean hasBegunAt(Instant time) {
    return !time.isBefore(from);
  }

  boolean holdsAt(Instant time) {
    return hasBegunAt(time) && (until.isEmpty() || time.isBefore(until.get()));
  }

  /** Whether this sheet supersedes an older one for good, from a given time on. */
  boolean replaces(MarketSheet older, Instant time) {
    boolean lastsAsLong =
        until.isEmpty() || older.until.isPresent() && !until.get().isBefore(older.until.get());
    return hasBegunAt(time) && lastsAsLong;
  }

  /** Whether there is a line for a size. */
  boolean has(String size, PurchaseRules rules) {
    Map<String, List<SheetLine>> regions = products.getOrDefault(folded(size), Map.of());
    return rules.anyCase()
        ? !regions.isEmpty()
        : regions.values().stream().flatMap(List::stream).anyMatch(line -> line.sku().equals(size));
  }

  /** The lines for a size in a region, by term and start. */
  List<SheetLine> lines(String size, String region, PurchaseRules rules) {
    List<SheetLine> lines =
        products
            .getOrDefault(folded(size), Map.of())
            .getOrDefault(Regions.folded(region), List.of());
    return rules.anyCase()
        ? lines
        : lines.stream()
            .filter(line -> line.sku().equals(size) && line.region().equals(region))
            .toList();
  }

  /** Its lines by size, region, term and start. */
  List<SheetLine> lines() {
    return new TreeMap<>(products)
        .values().stream()
            .map(TreeMap::new)
            .map(Map::values)
            .flatMap(Collection::stream)
            .flatMap(List::stream)
            .toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MarketSheet sheet
        && id.equals(sheet.id)
        && from.equals(sheet.from)
        && until.equals(sheet.until)
        && restsOn.equals(sheet.restsOn)
        && isForgottenAtFirst == sheet.isForgottenAtFirst
        && products.equals(sheet.products);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, restsOn);
  }
}
