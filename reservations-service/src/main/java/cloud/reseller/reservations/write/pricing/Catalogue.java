package cloud.reseller.reservations.write.pricing;

import cloud.reseller.events.CatalogueEvent;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatio;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatiosPublished;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatiosPublishedV1;
import cloud.reseller.events.CatalogueEvent.Line;
import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.CatalogueEvent.PriceSheetLineV1;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublished;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublishedV1;
import cloud.reseller.events.CatalogueEvent.Publication;
import cloud.reseller.log.Position;
import cloud.reseller.reservations.write.policies.PurchaseRules;
import cloud.reseller.reservations.write.pricing.RatioLists.RatioList;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The catalogue: what is sold, where and at which cost, shared by all customers. Lines take effect
 * only once they are followed by a publication that matches their number and digest; a publication
 * that does not match changes nothing.
 */
public final class Catalogue {

  /** A catalogue that sells nothing. */
  public static final Catalogue EMPTY = new Catalogue(Map.of(), Map.of(), RatioLists.NONE);

  /** The owner of the operator's sheets; not the id of a partner. */
  static final String OPERATOR = "";

  /** By version and sheet. */
  private final Map<String, LinesSoFar> unpublished;

  private final Map<String, OwnersSheets> sheets;
  private final RatioLists ratios;

  private Catalogue(
      Map<String, LinesSoFar> unpublished, Map<String, OwnersSheets> sheets, RatioLists ratios) {
    this.unpublished = unpublished;
    this.sheets = sheets;
    this.ratios = ratios;
  }

  /** The sheet in force for a partner in a market at a time. */
  Optional<MarketSheet> sheetInForce(
      String partnerId, String market, Instant at, PurchaseRules rules) {
    return rules.sheetsAreDated()
        ? of(partnerId).begun(market, at).or(() -> of(OPERATOR).begun(market, at))
        : of(OPERATOR).first(market, sheet -> sheet.isKnownAtFirst() && sheet.holdsAt(at));
  }

  /** The publication of the newest sheet a partner has in a market, in force or not. */
  Optional<Position> newest(String partnerId, String market, PurchaseRules rules) {
    Optional<MarketSheet> newest =
        rules.sheetsAreDated()
            ? of(partnerId).newest(market).or(() -> of(OPERATOR).newest(market))
            : of(OPERATOR).first(market, MarketSheet::isKnownAtFirst);
    return newest.map(MarketSheet::restsOn);
  }

  /** Whether a size belongs to a flexibility group (D8). */
  boolean isFlexible(String size, Instant at, PurchaseRules rules) {
    return ratios.isFlexible(size, at, rules);
  }

  private OwnersSheets of(String owner) {
    return sheets.getOrDefault(folded(owner), OwnersSheets.NONE);
  }

  private static String folded(String owner) {
    return owner.toLowerCase(Locale.ROOT);
  }

  // The contents of a snapshot, each part in a fixed order.

  /** The sheets by their owner. */
  Map<String, OwnersSheets> sheets() {
    return new TreeMap<>(sheets);
  }

  RatioLists ratios() {
    return ratios;
  }

  /** The lines of every sheet that was not published yet; those of one sheet in order. */
  List<Line> unpublished() {
    return new TreeMap<>(unpublished)
        .values().stream().flatMap(lines -> lines.inOrder().stream()).toList();
  }

  /** This catalogue with a sheet added that is older than its owner's others in that market. */
  Catalogue withOlder(
      String owner, String market, Function<Optional<MarketSheet>, MarketSheet> older) {
    OwnersSheets its = of(owner);
    MarketSheet added =
        older.apply(its.byMarket().getOrDefault(market, List.of()).reversed().stream().findFirst());
    return with(owner, its.plusOlder(market, added));
  }

  /** This catalogue with a list of ratios added that is older than all others. */
  Catalogue withOlder(RatioList older) {
    return new Catalogue(unpublished, sheets, ratios.plusOlder(older));
  }

  /** The catalogue after a fact with this position and time. */
  public Catalogue after(CatalogueEvent event, Position position, Instant time) {
    return switch (event) {
      case Line line -> with(line);
      case PriceSheetPublishedV1 published ->
          published(
              published,
              lines ->
                  with(
                      OPERATOR,
                      byMarket(
                          lines,
                          PriceSheetLineV1.class,
                          PriceSheetLineV1::market,
                          line -> SheetLine.of(line, published)),
                      published,
                      Optional.of(published.effectiveUntil()),
                      position,
                      time));
      case PriceSheetPublished published ->
          published(
              published,
              lines ->
                  with(
                      published.partnerId().orElse(OPERATOR),
                      byMarket(lines, PriceSheetLine.class, PriceSheetLine::market, SheetLine::of),
                      published,
                      Optional.empty(),
                      position,
                      time));
      case FlexibilityRatiosPublishedV1 published ->
          published(published, lines -> withRatios(lines, published, position, time));
      case FlexibilityRatiosPublished published ->
          published(published, lines -> withRatios(lines, published, position, time));
    };
  }

  Catalogue with(Line line) {
    Map<String, LinesSoFar> next = new HashMap<>(unpublished);
    next.merge(
        key(line),
        LinesSoFar.plus(Optional.empty(), line),
        (before, _) -> LinesSoFar.plus(Optional.of(before), line));
    return new Catalogue(next, sheets, ratios);
  }

  private Catalogue published(Publication published, Function<List<Line>, Catalogue> agreed) {
    List<Line> lines =
        Optional.ofNullable(unpublished.get(key(published)))
            .map(LinesSoFar::inOrder)
            .orElse(List.of());
    CatalogueDigest digest = CatalogueDigest.of(published);
    lines.forEach(digest::add);
    Catalogue after =
        lines.size() == published.lines() && digest.hex().equals(published.digest())
            ? agreed.apply(lines)
            : this;
    Map<String, LinesSoFar> left = new HashMap<>(unpublished);
    left.remove(key(published));
    return new Catalogue(left, after.sheets, after.ratios);
  }

  /** A publication publishes lines of its own version. */
  private static String key(CatalogueEvent event) {
    String form =
        switch (event) {
          case PriceSheetLineV1 _, PriceSheetPublishedV1 _ -> "prices.v1";
          case PriceSheetLine _, PriceSheetPublished _ -> "prices.v2";
          case FlexibilityRatio _, FlexibilityRatiosPublishedV1 _, FlexibilityRatiosPublished _ ->
              "ratios";
        };
    return form + '/' + event.sheet();
  }

  private static <L extends Line> Map<String, List<SheetLine>> byMarket(
      List<Line> lines, Class<L> form, Function<L, String> market, Function<L, SheetLine> line) {
    return lines.stream()
        .map(form::cast)
        .collect(
            Collectors.groupingBy(
                market, TreeMap::new, Collectors.mapping(line, Collectors.toList())));
  }

  private Catalogue with(
      String owner,
      Map<String, List<SheetLine>> byMarket,
      Publication published,
      Optional<Instant> until,
      Position position,
      Instant time) {
    OwnersSheets its = of(owner);
    for (Map.Entry<String, List<SheetLine>> each : byMarket.entrySet()) {
      String market = each.getKey();
      its =
          its.plus(
              market,
              MarketSheet.of(
                  published.sheet(),
                  published.effectiveFrom(),
                  until,
                  position,
                  each.getValue(),
                  its.newest(market)),
              time);
    }
    return with(owner, its);
  }

  private Catalogue with(String owner, OwnersSheets its) {
    Map<String, OwnersSheets> next = new HashMap<>(sheets);
    next.put(folded(owner), its);
    return new Catalogue(unpublished, next, ratios);
  }

  private Catalogue withRatios(
      List<Line> lines, Publication published, Position position, Instant time) {
    List<String> sizes =
        lines.stream().map(FlexibilityRatio.class::cast).map(FlexibilityRatio::sku).toList();
    RatioList added = RatioList.of(published.effectiveFrom(), position, sizes);
    return new Catalogue(unpublished, sheets, ratios.plus(added, time));
  }

  /** The lines of a sheet so far, last one first, as an immutable list that shares its tail. */
  private record LinesSoFar(Line last, Optional<LinesSoFar> before, int count) {

    private static LinesSoFar plus(Optional<LinesSoFar> before, Line line) {
      return new LinesSoFar(line, before, before.map(b -> b.count + 1).orElse(1));
    }

    private List<Line> inOrder() {
      return Stream.iterate(Optional.of(this), Optional::isPresent, rest -> rest.get().before)
          .map(rest -> rest.get().last)
          .toList()
          .reversed();
    }
  }
}
