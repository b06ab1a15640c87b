package cloud.reseller.reservations.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.CatalogueEvent.PriceSheetLineV1;
import cloud.reseller.events.EventJson;
import cloud.reseller.events.UnitPrice;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

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

  private final DataSource database;

  @Inject
  PriceSheets(DataSource database) {
    this.database = database;
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
    String sql = "select 1 from price_sheets where sheet = ? and partner_id = any (?) limit 1";
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, sheet);
      select.setArray(2, owners(partnerId, connection));
      try (ResultSet rows = select.executeQuery()) {
        return rows.next();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read the price sheets", e);
    }
  }

  /**
   * Lines of a published sheet in order; those of version 1 are valid as long as their sheet.
   *
   * @param market only lines of this market
   * @param after offset of the last line of the previous page
   * @param size maximum number of lines
   */
  public List<LineOf> lines(String sheet, Optional<String> market, long after, int size) {
    String sql =
        """
        select l.record_offset, l.type, l.line, s.effective_from, s.effective_until
        from price_sheet_lines l join price_sheets s using (sheet, market)
        where l.sheet = ? and l.record_offset > ? and l.record_offset < s.record_offset
          and (? = '' or l.market = ?)
        order by l.record_offset limit ?
        """;
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, sheet);
      select.setLong(2, after);
      select.setString(3, market.orElse(""));
      select.setString(4, market.orElse(""));
      select.setInt(5, size);
      List<LineOf> found = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(new LineOf(rows.getLong("record_offset"), line(rows)));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read the lines of a price sheet", e);
    }
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

  private List<OfMarket> ofMarkets(String sql, Optional<String> partnerId, Instant at) {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setArray(1, owners(partnerId, connection));
      select.setObject(2, at.atOffset(ZoneOffset.UTC));
      List<OfMarket> found = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(ofMarket(rows));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read the price sheets", e);
    }
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

  private static java.sql.Array owners(Optional<String> partnerId, Connection connection)
      throws SQLException {
    return connection.createArrayOf(
        "text", partnerId.map(id -> new Object[] {id, OPERATOR}).orElse(new Object[] {OPERATOR}));
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static Optional<String> present(String text) {
    return Optional.of(text).filter(some -> !some.isEmpty());
  }
}
