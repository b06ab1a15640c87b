package cloud.reseller.reservations.catalogue;

import cloud.reseller.kit.publicapi.Link;
import cloud.reseller.reservations.read.PriceSheets;
import cloud.reseller.reservations.read.PriceSheets.OfMarket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The price sheet in force in a market for the caller's customers.
 *
 * @param inForce absent if there is none
 * @param next the sheets that will replace it, in order
 */
record PriceSheetOfMarket(String market, Optional<Entry> inForce, List<Entry> next) {

  /**
   * A sheet.
   *
   * @param owner partner or operator
   * @param since the first instant at which it is in force
   * @param until when it ends as a whole, if it is a sheet of version 1
   * @param lines in this market
   * @param publishedBy directory object id, shown to the owner's own people
   */
  record Entry(
      String id,
      String owner,
      Instant since,
      Optional<Instant> until,
      int lines,
      String digest,
      Optional<String> publishedBy,
      Instant publishedAt,
      SheetLinks links) {

    private static Entry of(OfMarket sheet, Optional<String> asks) {
      return new Entry(
          sheet.sheet(),
          sheet.partnerId().isPresent() ? "partner" : "operator",
          sheet.since(),
          sheet.until(),
          sheet.lines(),
          sheet.digest(),
          sheet.by().filter(_ -> sheet.partnerId().equals(asks)),
          sheet.publishedAt(),
          new SheetLinks(
              Link.get("/pricesheets/" + sheet.sheet() + "/lines?market=" + sheet.market())));
    }
  }

  /** Link to the lines. */
  record SheetLinks(Link lines) {}

  /**
   * All markets with a sheet.
   *
   * @param partnerId empty for the operator's own view
   */
  static List<PriceSheetOfMarket> all(PriceSheets sheets, Optional<String> partnerId, Instant at) {
    List<OfMarket> begun = sheets.begun(partnerId, at);
    List<OfMarket> toCome = sheets.toCome(partnerId, at);
    SortedSet<String> markets = new TreeSet<>();
    begun.forEach(sheet -> markets.add(sheet.market()));
    toCome.forEach(sheet -> markets.add(sheet.market()));
    return markets.stream().map(market -> of(market, begun, toCome, partnerId)).toList();
  }

  private static PriceSheetOfMarket of(
      String market, List<OfMarket> begun, List<OfMarket> toCome, Optional<String> partnerId) {
    List<OfMarket> itsBegun = in(market, begun);
    Optional<OfMarket> own = owned(itsBegun, partnerId).stream().findFirst();
    Optional<OfMarket> inForce =
        own.or(() -> owned(itsBegun, Optional.empty()).stream().findFirst());
    List<OfMarket> ownToCome = owned(in(market, toCome), partnerId);
    List<OfMarket> next = new ArrayList<>(ownToCome);
    if (partnerId.isPresent() && own.isEmpty()) {
      // The operator's sheets are in force only until the partner's first one begins.
      owned(in(market, toCome), Optional.empty()).stream()
          .filter(
              sheet -> ownToCome.isEmpty() || sheet.from().isBefore(ownToCome.getFirst().from()))
          .forEach(next::add);
    }
    next.sort(Comparator.comparing(OfMarket::from));
    return new PriceSheetOfMarket(
        market,
        inForce.map(sheet -> Entry.of(sheet, partnerId)),
        next.stream().map(sheet -> Entry.of(sheet, partnerId)).toList());
  }

  private static List<OfMarket> in(String market, List<OfMarket> sheets) {
    return sheets.stream().filter(sheet -> sheet.market().equals(market)).toList();
  }

  private static List<OfMarket> owned(List<OfMarket> sheets, Optional<String> partnerId) {
    return sheets.stream().filter(sheet -> sheet.partnerId().equals(partnerId)).toList();
  }
}
