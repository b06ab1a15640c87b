package cloud.reseller.gateway.dashboard.sheets;

import cloud.reseller.gateway.pages.FormProblem;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.State;
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
 * @param problem why a sheet was not published
 */
record SheetsPage(
    boolean missing,
    boolean refused,
    List<Row> rows,
    boolean mayPublish,
    Optional<Report> report,
    String effectiveFrom,
    FormProblem problem) {

  /**
   * A sheet of a market.
   *
   * @param state whether it is in force, comes next, or there is none
   * @param since when it came or comes into force
   * @param csv address of its lines; empty if there is no sheet
   */
  record Row(String market, State state, String since, String owner, String lines, String csv) {}

  /** A sheet that was published. */
  record Report(String lines, String leftOut, List<Kind> kinds, String from, Formats.Id id) {

    static Report of(Published published, Formats formats) {
      SheetsWords sheetsWords = formats.words(SheetsWords.class);
      PriceSheets.LeftOut left = published.linesLeftOut();
      return new Report(
          sheetsWords.linesPublished(published.lines(), formats.number(published.lines())),
          left.lines() == 0
              ? sheetsWords.nothingLeftOut()
              : sheetsWords.linesLeftOut(left.lines(), formats.number(left.lines())),
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
      SheetsWords sheetsWords = formats.words(SheetsWords.class);
      return switch (column) {
        case "TermDuration" -> sheetsWords.unknownTerm();
        case "SkuTitle" -> sheetsWords.unknownProductOrRegion();
        default -> sheetsWords.unknownIn(column);
      };
    }
  }

  /** Lines that were left out for the same reason. */
  record Kind(String why, String value, String lines) {}

  static SheetsPage of(
      Part<Items<OfMarket>> asked,
      boolean mayPublish,
      Optional<Report> report,
      String effectiveFrom,
      FormProblem problem,
      Formats formats) {
    return new SheetsPage(
        !asked.isHad() && !asked.isForbidden(),
        asked.isForbidden(),
        asked.orElse(Items.none()).items().stream().flatMap(one -> rows(one, formats)).toList(),
        mayPublish,
        report,
        effectiveFrom,
        problem);
  }

  private static Stream<Row> rows(OfMarket market, Formats formats) {
    SheetsWords words = formats.words(SheetsWords.class);
    Row now =
        market
            .inForce()
            .map(one -> row(market, State.ok(words.inForce()), one, formats))
            .orElseGet(() -> none(market, State.no(words.noSheet()), formats));
    return Stream.concat(
        Stream.of(now),
        market.next().stream()
            .map(one -> row(market, State.waits(words.nextSheet()), one, formats)));
  }

  private static Row none(OfMarket market, State state, Formats formats) {
    return new Row(formats.country(market.market()), state, "", "", "", "");
  }

  private static Row row(OfMarket market, State state, Entry sheet, Formats formats) {
    SheetsWords words = formats.words(SheetsWords.class);
    String since = formats.deadline(sheet.since());
    return new Row(
        formats.country(market.market()),
        state,
        sheet.until().map(end -> words.fromUntil(since, formats.deadline(end))).orElse(since),
        sheet.owner().equals("partner") ? words.yourSheet() : words.operatorsSheet(),
        formats.number(sheet.lines()),
        "/dashboard/sheets/" + sheet.id() + "/lines?market=" + market.market());
  }
}
