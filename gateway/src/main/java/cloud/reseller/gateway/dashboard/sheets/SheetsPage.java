package cloud.reseller.gateway.dashboard.sheets;

import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.RequestIds;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.PriceSheets;
import cloud.reseller.gateway.services.PriceSheets.Entry;
import cloud.reseller.gateway.services.PriceSheets.OfMarket;
import cloud.reseller.gateway.services.PriceSheets.Published;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the price sheets show.
 *
 * @param missing whether they cannot be had
 * @param refused whether the viewer's role does not see them
 * @param mayPublish whether the viewer may publish one
 * @param report of the sheet that was just published
 * @param problem why a sheet was not published; empty if none was sent
 * @param request id of the form
 */
record SheetsPage(
    boolean missing,
    boolean refused,
    List<Row> rows,
    boolean mayPublish,
    Optional<Report> report,
    String effectiveFrom,
    String problem,
    String details,
    String request) {

  /**
   * A sheet of a market.
   *
   * @param kind ok for the one in force, wait for one to come, no for a market without any
   * @param since when it came or comes into force
   * @param csv address of its lines; empty if there is no sheet
   */
  record Row(
      String market,
      String kind,
      String state,
      String since,
      String owner,
      String lines,
      String csv) {}

  /** A sheet that was published. */
  record Report(String lines, String leftOut, List<Kind> kinds, String from, Formats.Id id) {

    static Report of(Published published, Formats formats) {
      Words words = formats.words();
      PriceSheets.LeftOut left = published.linesLeftOut();
      return new Report(
          formats.agents().linesPublished(published.lines(), formats.number(published.lines())),
          left.lines() == 0
              ? formats.agents().nothingLeftOut()
              : formats.agents().linesLeftOut(left.lines(), formats.number(left.lines())),
          left.kinds().stream()
              .map(
                  one ->
                      new Kind(
                          why(one.column(), formats), one.value(), formats.number(one.lines())))
              .toList(),
          formats.deadline(published.effectiveFrom()),
          formats.id(published.id()));
    }

    private static String why(String column, Formats formats) {
      return switch (column) {
        case "TermDuration" -> formats.agents().unknownTerm();
        case "SkuTitle" -> formats.agents().unknownProductOrRegion();
        default -> formats.agents().unknownIn(column);
      };
    }
  }

  /** Lines that were left out for the same reason. */
  record Kind(String why, String value, String lines) {}

  /** The page before a sheet is sent. */
  static SheetsPage of(Part<Items<OfMarket>> asked, boolean mayPublish, Formats formats) {
    return of(asked, mayPublish, Optional.empty(), "", "", "", RequestIds.next(), formats);
  }

  static SheetsPage of(
      Part<Items<OfMarket>> asked,
      boolean mayPublish,
      Optional<Report> report,
      String effectiveFrom,
      String problem,
      String details,
      String request,
      Formats formats) {
    return switch (asked) {
      case Part.Had<Items<OfMarket>>(Items<OfMarket> markets) ->
          new SheetsPage(
              false,
              false,
              markets.items().stream().flatMap(one -> rows(one, formats)).toList(),
              mayPublish,
              report,
              effectiveFrom,
              problem,
              details,
              request);
      case Part.Refused<Items<OfMarket>> _ ->
          new SheetsPage(
              false, true, List.of(), mayPublish, report, effectiveFrom, problem, details, request);
      case Part.Missing<Items<OfMarket>> _ ->
          new SheetsPage(
              true, false, List.of(), mayPublish, report, effectiveFrom, problem, details, request);
    };
  }

  private static Stream<Row> rows(OfMarket market, Formats formats) {
    Words words = formats.words();
    String name = formats.country(market.market());
    Row now =
        market
            .inForce()
            .map(one -> row(name, market.market(), "ok", formats.agents().inForce(), one, formats))
            .orElseGet(() -> new Row(name, "no", formats.agents().noSheet(), "", "", "", ""));
    return Stream.concat(
        Stream.of(now),
        market.next().stream()
            .map(
                one ->
                    row(
                        name,
                        market.market(),
                        "wait",
                        formats.agents().nextSheet(),
                        one,
                        formats)));
  }

  private static Row row(
      String name, String market, String kind, String state, Entry sheet, Formats formats) {
    Words words = formats.words();
    return new Row(
        name,
        kind,
        state,
        sheet
            .until()
            .map(
                end ->
                    formats
                        .agents()
                        .fromUntil(formats.deadline(sheet.since()), formats.deadline(end)))
            .orElseGet(() -> formats.deadline(sheet.since())),
        sheet.owner().equals("partner")
            ? formats.agents().yourSheet()
            : formats.agents().operatorsSheet(),
        formats.number(sheet.lines()),
        "/dashboard/sheets/" + sheet.id() + "/lines?market=" + market);
  }
}
