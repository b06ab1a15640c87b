package cloud.reseller.reservations.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.CatalogueEvent.PriceSheetLineV1;
import cloud.reseller.events.EventJson;
import cloud.reseller.events.UnitPrice;
import cloud.reseller.kit.sql.PlainSql;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the published price sheets of a partner and of the operator. */
@Singleton
public class PriceSheets {

  private static final String OPERATOR = "";

  private static final String COLUMNS =
      "sheet, market, record_offset, partner_id, published_by, published_at, effective_from,"
          + " effective_until, lines, digest";

  /** The latest begun sheet in each market, of the partner and of the operator. */
  private static final String BEGUN =
      "select distinct on (partner_id, market) "
          + COLUMNS
          + """
             from price_sheets
            where partner_id = any (?) and effective_from <= ?
            order by partner_id, market, effective_from desc, record_offset desc
            """;

  /** The sheets that begin later; of several with the same start, the one published last. */
  private static final String TO_COME =
      "select distinct on (partner_id, market, effective_from) "
          + COLUMNS
          + """
             from price_sheets
            where partner_id = any (?) and effective_from > ?
            order by partner_id, market, effective_from, record_offset desc
            """;

  private final PlainSql sql;

  @Inject
  PriceSheets(PlainSql sql) {
    this.sql = sql;
  }

  /**
   * A sheet in one market.
   *
   * @param partnerId the partner to which it belongs; empty if it is the operator's
   * @param by directory object id of the publisher, if the event names one
   * @param until when it ends as a whole, if it is a sheet of version 1
   * @param lines in this market
   */
  public record OfMarket(
      String sheet,
      String market,
      Optional<String> partnerId,
      Optional<String> by,
      Instant publishedAt,
      Instant from,
      Optional<Instant> until,
      int lines,
      String digest) {

    /** When it came into force, which is never before its publication. */
    public Instant since() {
      return from.isAfter(publishedAt) ? from : publishedAt;
    }
  }

  /**
   * A line of a sheet.
   *
   * @param offset its offset in the log
   */
  public record LineOf(long offset, PriceSheetLine line) {}

  /**
   * The latest sheets that have begun by then in each market, by owner and market.
   *
   * @param partnerId empty for the operator's only
   */
  public List<OfMarket> begun(Optional<String> partnerId, Instant at) {
    return ofMarkets(BEGUN, partnerId, at);
  }

  /** The sheets that begin later, by owner, market and beginning. */
  public List<OfMarket> toCome(Optional<String> partnerId, Instant at) {
    return ofMarkets(TO_COME, partnerId, at);
  }

  /** Whether a sheet was published by the partner or the operator. */
  public boolean isThere(Optional<String> partnerId, String sheet) {
    return !sql.query(
            "select sheet from price_sheets where sheet = ? and partner_id = any (?) limit 1",
            List.of(sheet, owners(partnerId)),
            row -> row.getString("sheet"))
        .isEmpty();
  }

  /**
   * Lines of a published sheet in order; those of version 1 are valid as long as their sheet.
   *
   * @param market only lines of this market
   * @param after offset of the last line of the previous page
   * @param size maximum number of lines
   */
  public List<LineOf> lines(String sheet, Optional<String> market, long after, int size) {
    return sql.query(
        """
        select l.record_offset, l.type, l.line, s.effective_from, s.effective_until
        from price_sheet_lines l join price_sheets s using (sheet, market)
        where l.sheet = ? and l.record_offset > ? and l.record_offset < s.record_offset
          and (? = '' or l.market = ?)
        order by l.record_offset limit ?
        """,
        List.of(sheet, after, market.orElse(""), market.orElse(""), size),
        row -> new LineOf(row.getLong("record_offset"), line(row)));
  }

  /**
   * The sheet in force for a partner's customers in a market: the partner's own, else the
   * operator's.
   */
  public Optional<OfMarket> inForce(String partnerId, String market, Instant at) {
    List<OfMarket> begun =
        begun(Optional.of(partnerId), at).stream()
            .filter(sheet -> sheet.market().equals(market))
            .toList();
    return begun.stream()
        .filter(sheet -> sheet.partnerId().isPresent())
        .findFirst()
        .or(() -> begun.stream().findFirst());
  }

  /**
   * The lines of a published sheet about sizes whose name contains a text, by size.
   *
   * @param text part of the name, in any case
   * @param most maximum number of sizes, the first by name
   */
  public List<PriceSheetLine> aboutSizes(OfMarket sheet, String text, int most) {
    return linesOf(
        sheet,
        """
        z.size in (
          select distinct size from size_lines
          where sheet = ? and market = ? and size like ? order by size limit ?)
        """,
        List.of(sheet.sheet(), sheet.market(), "%" + escaped(text) + "%", most));
  }

  /** The lines of a published sheet about one size. */
  public List<PriceSheetLine> aboutSize(OfMarket sheet, String name) {
    return linesOf(sheet, "z.size = ?", List.of(name.toLowerCase(Locale.ROOT)));
  }

  private static String escaped(String text) {
    return text.toLowerCase(Locale.ROOT)
        .replace("\\", "\\\\")
        .replace("%", "\\%")
        .replace("_", "\\_");
  }

  private List<PriceSheetLine> linesOf(OfMarket sheet, String condition, List<?> values) {
    List<Object> all = new ArrayList<>(List.of(sheet.sheet(), sheet.market()));
    all.addAll(values);
    return sql.query(
        """
        select l.type, l.line, s.effective_from, s.effective_until
        from size_lines z
          join price_sheet_lines l using (sheet, record_offset)
          join price_sheets s on s.sheet = z.sheet and s.market = z.market
        where z.sheet = ? and z.market = ? and z.record_offset < s.record_offset and\s"""
            + condition
            + " order by z.size, z.record_offset",
        all,
        PriceSheets::line);
  }

  private static PriceSheetLine line(ResultSet row) throws SQLException {
    Object line;
    try {
      line = EventJson.read(row.getString("type"), row.getString("line").getBytes(UTF_8));
    } catch (EventJson.UnreadableException e) {
      throw new IllegalStateException("a row of the price sheets cannot be read", e);
    }
    return line instanceof PriceSheetLineV1 first
        ? new PriceSheetLine(
            first.sheet(),
            first.sku(),
            first.sheetSku(),
            first.title(),
            first.region(),
            first.market(),
            first.term(),
            UnitPrice.of(first.unitCost()),
            first.payAsYouGo().map(UnitPrice::of),
            time(row, "effective_from").orElseThrow(),
            time(row, "effective_until").orElseThrow())
        : (PriceSheetLine) line;
  }

  private List<OfMarket> ofMarkets(String query, Optional<String> partnerId, Instant at) {
    return sql.query(query, List.of(owners(partnerId), at), PriceSheets::ofMarket);
  }

  private static OfMarket ofMarket(ResultSet row) throws SQLException {
    return new OfMarket(
        row.getString("sheet"),
        row.getString("market"),
        present(row.getString("partner_id")),
        present(row.getString("published_by")),
        time(row, "published_at").orElseThrow(),
        time(row, "effective_from").orElseThrow(),
        time(row, "effective_until"),
        row.getInt("lines"),
        row.getString("digest"));
  }

  private static List<String> owners(Optional<String> partnerId) {
    return partnerId.map(id -> List.of(id, OPERATOR)).orElse(List.of(OPERATOR));
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static Optional<String> present(String text) {
    return Optional.of(text).filter(some -> !some.isEmpty());
  }
}
