package cloud.reseller.reservations.write.pricing;

import cloud.reseller.events.CatalogueEvent;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatio;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatiosPublished;
import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublished;
import cloud.reseller.events.Term;
import cloud.reseller.log.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The catalogue: what is sold, where and at which cost, shared by all customers. Lines take effect
 * only once they are followed by a publication that matches their number and digest; a publication
 * that does not match changes nothing.
 */
public final class Catalogue {

  /**
   * How long a price sheet is kept after it was replaced: far longer than a request can wait for
   * its decision.
   */
  public static final Duration KEPT = Duration.ofDays(30);

  /** A catalogue that sells nothing. */
  public static final Catalogue EMPTY = new Catalogue(Map.of(), Map.of(), Map.of(), Set.of());

  private final Map<String, Lines<PriceSheetLine>> unpublishedPrices;
  private final Map<String, Lines<FlexibilityRatio>> unpublishedRatios;

  /** By market, newest first, so that the first one in force applies. */
  private final Map<String, List<Sheet>> sheets;

  /** Sizes that belong to a flexibility group. */
  private final Set<String> flexible;

  private Catalogue(
      Map<String, Lines<PriceSheetLine>> unpublishedPrices,
      Map<String, Lines<FlexibilityRatio>> unpublishedRatios,
      Map<String, List<Sheet>> sheets,
      Set<String> flexible) {
    this.unpublishedPrices = unpublishedPrices;
    this.unpublishedRatios = unpublishedRatios;
    this.sheets = sheets;
    this.flexible = flexible;
  }

  /** The lines of a sheet so far, last one first, as an immutable list that shares its tail. */
  private record Lines<L>(L last, Optional<Lines<L>> before, int count) {

    static <L> Lines<L> plus(Optional<Lines<L>> before, L line) {
      return new Lines<>(line, before, before.map(b -> b.count + 1).orElse(1));
    }

    List<L> inOrder() {
      List<L> lines = new ArrayList<>(count);
      Optional<Lines<L>> rest = Optional.of(this);
      while (rest.isPresent()) {
        lines.add(rest.get().last);
        rest = rest.get().before;
      }
      return lines.reversed();
    }
  }

  /**
   * The prices of one sheet in one market.
   *
   * @param until the first instant at which they are no longer in force
   * @param restsOn the publication
   * @param products by ARM SKU, then by region
   */
  record Sheet(
      String id,
      Instant from,
      Instant until,
      Position restsOn,
      Map<String, Map<String, Terms>> products) {

    static Sheet of(
        String id, Instant from, Instant until, Position restsOn, List<PriceSheetLine> lines) {
      Map<String, Map<String, Terms>> products = new HashMap<>();
      for (PriceSheetLine line : lines) {
        products
            .computeIfAbsent(line.sku(), sku -> new HashMap<>())
            .merge(line.region(), Terms.NONE.with(line), (before, one) -> before.with(line));
      }
      return new Sheet(id, from, until, restsOn, products);
    }

    /** Its lines by size, region and term. */
    List<PriceSheetLine> lines() {
      return new TreeMap<>(products)
          .values().stream()
              .flatMap(regions -> new TreeMap<>(regions).values().stream())
              .flatMap(terms -> Stream.concat(terms.p1y().stream(), terms.p3y().stream()))
              .toList();
    }

    /** Whether this sheet supersedes an older one for good, from a given time on. */
    private boolean replaces(Sheet older, Instant time) {
      return !from.isAfter(time) && !until.isBefore(older.until);
    }

    boolean holdsAt(Instant time) {
      return !time.isBefore(from) && time.isBefore(until);
    }
  }

  /** The prices of one size in one region by term. */
  record Terms(Optional<PriceSheetLine> p1y, Optional<PriceSheetLine> p3y) {

    private static final Terms NONE = new Terms(Optional.empty(), Optional.empty());

    Optional<PriceSheetLine> line(Term term) {
      return switch (term) {
        case P1Y -> p1y;
        case P3Y -> p3y;
      };
    }

    private Terms with(PriceSheetLine line) {
      return switch (line.term()) {
        case P1Y -> new Terms(Optional.of(line), p3y);
        case P3Y -> new Terms(p1y, Optional.of(line));
      };
    }
  }

  /** The sheet in force in a market at a time. */
  Optional<Sheet> sheetInForce(String market, Instant time) {
    for (Sheet sheet : sheets.getOrDefault(market, List.of())) {
      if (sheet.holdsAt(time)) {
        return Optional.of(sheet);
      }
    }
    return Optional.empty();
  }

  /** The publication of a market's newest sheet, in force or not. */
  Optional<Position> latest(String market) {
    return sheets.getOrDefault(market, List.of()).stream().findFirst().map(Sheet::restsOn);
  }

  /** Whether a size belongs to a flexibility group (D8). */
  boolean isFlexible(String sku) {
    return flexible.contains(sku);
  }

  // The contents of a snapshot, each part in a fixed order.

  SortedSet<String> markets() {
    return new TreeSet<>(sheets.keySet());
  }

  /** The sheets of a market, newest first. */
  List<Sheet> sheets(String market) {
    return sheets.getOrDefault(market, List.of());
  }

  /** The lines so far of every sheet that was not published yet. */
  List<List<PriceSheetLine>> unpublishedPrices() {
    return new TreeMap<>(unpublishedPrices).values().stream().map(Lines::inOrder).toList();
  }

  /** The lines so far of every list of ratios that was not published yet. */
  List<List<FlexibilityRatio>> unpublishedRatios() {
    return new TreeMap<>(unpublishedRatios).values().stream().map(Lines::inOrder).toList();
  }

  /** The sizes that belong to a flexibility group. */
  List<String> flexible() {
    return flexible.stream().sorted().toList();
  }

  /** Rebuilds a catalogue from a snapshot. */
  static final class Restored {
    private final Map<String, Lines<PriceSheetLine>> prices = new HashMap<>();
    private final Map<String, Lines<FlexibilityRatio>> ratios = new HashMap<>();
    private final Map<String, List<Sheet>> sheets = new HashMap<>();
    private final Set<String> flexible = new HashSet<>();

    /** Adds a market's next older sheet. */
    void sheet(String market, Sheet sheet) {
      sheets.computeIfAbsent(market, _ -> new ArrayList<>()).add(sheet);
    }

    void unpublished(PriceSheetLine line) {
      prices.put(line.sheet(), Lines.plus(Optional.ofNullable(prices.get(line.sheet())), line));
    }

    void unpublished(FlexibilityRatio line) {
      ratios.put(line.sheet(), Lines.plus(Optional.ofNullable(ratios.get(line.sheet())), line));
    }

    void flexible(String sku) {
      flexible.add(sku);
    }

    Catalogue catalogue() {
      sheets.replaceAll((_, newestFirst) -> List.copyOf(newestFirst));
      return new Catalogue(
          prices, ratios, Collections.unmodifiableMap(sheets), Set.copyOf(flexible));
    }
  }

  /** The catalogue after a fact with this position and time. */
  public Catalogue after(CatalogueEvent event, Position position, Instant time) {
    return switch (event) {
      case PriceSheetLine line ->
          new Catalogue(
              plus(unpublishedPrices, line.sheet(), line), unpublishedRatios, sheets, flexible);
      case FlexibilityRatio line ->
          new Catalogue(
              unpublishedPrices, plus(unpublishedRatios, line.sheet(), line), sheets, flexible);
      case PriceSheetPublished published ->
          new Catalogue(
              without(unpublishedPrices, published.sheet()),
              unpublishedRatios,
              agreed(published)
                  .map(lines -> publish(published, lines, position, time))
                  .orElse(sheets),
              flexible);
      case FlexibilityRatiosPublished published ->
          new Catalogue(
              unpublishedPrices,
              without(unpublishedRatios, published.sheet()),
              sheets,
              agreed(published).map(Catalogue::sizes).orElse(flexible));
    };
  }

  private Optional<List<PriceSheetLine>> agreed(PriceSheetPublished published) {
    List<PriceSheetLine> lines = lines(unpublishedPrices, published.sheet());
    CatalogueDigest digest = new CatalogueDigest();
    lines.forEach(digest::add);
    return lines.size() == published.lines() && digest.hex().equals(published.digest())
        ? Optional.of(lines)
        : Optional.empty();
  }

  private Optional<List<FlexibilityRatio>> agreed(FlexibilityRatiosPublished published) {
    List<FlexibilityRatio> lines = lines(unpublishedRatios, published.sheet());
    CatalogueDigest digest = new CatalogueDigest();
    lines.forEach(digest::add);
    return lines.size() == published.lines() && digest.hex().equals(published.digest())
        ? Optional.of(lines)
        : Optional.empty();
  }

  private Map<String, List<Sheet>> publish(
      PriceSheetPublished published, List<PriceSheetLine> lines, Position position, Instant time) {
    Map<String, List<PriceSheetLine>> byMarket =
        lines.stream().collect(Collectors.groupingBy(PriceSheetLine::market));
    Map<String, List<Sheet>> next = new HashMap<>(sheets);
    byMarket.forEach(
        (market, its) ->
            next.merge(
                market,
                List.of(
                    Sheet.of(
                        published.sheet(),
                        published.effectiveFrom(),
                        published.effectiveUntil(),
                        position,
                        its)),
                (before, added) -> newestFirst(added.getFirst(), before, time)));
    return Collections.unmodifiableMap(next);
  }

  /**
   * Of sheets with the same start, the one published later comes first. A sheet that ends before an
   * older one gives way to it again, so the older one is kept.
   */
  private static List<Sheet> newestFirst(Sheet added, List<Sheet> before, Instant time) {
    List<Sheet> all = new ArrayList<>(before.size() + 1);
    for (Sheet sheet : before) {
      if (sheet.from().isAfter(added.from())) {
        all.add(sheet);
      }
    }
    all.add(added);
    for (Sheet sheet : before) {
      boolean longReplaced =
          all.stream().anyMatch(newer -> newer.replaces(sheet, time.minus(KEPT)));
      if (!sheet.from().isAfter(added.from()) && !longReplaced) {
        all.add(sheet);
      }
    }
    return List.copyOf(all);
  }

  private static Set<String> sizes(List<FlexibilityRatio> lines) {
    return lines.stream().map(FlexibilityRatio::sku).collect(Collectors.toUnmodifiableSet());
  }

  private static <L> List<L> lines(Map<String, Lines<L>> unpublished, String sheet) {
    return Optional.ofNullable(unpublished.get(sheet)).map(Lines::inOrder).orElse(List.of());
  }

  private static <L> Map<String, Lines<L>> plus(
      Map<String, Lines<L>> unpublished, String sheet, L line) {
    Map<String, Lines<L>> next = new HashMap<>(unpublished);
    next.put(sheet, Lines.plus(Optional.ofNullable(unpublished.get(sheet)), line));
    return next;
  }

  private static <L> Map<String, Lines<L>> without(
      Map<String, Lines<L>> unpublished, String sheet) {
    Map<String, Lines<L>> next = new HashMap<>(unpublished);
    next.remove(sheet);
    return next;
  }
}
