package cloud.reseller.reservations.read;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import cloud.reseller.events.EventJson;
import cloud.reseller.kit.sql.PlainSql;
import cloud.reseller.log.LogRecord;
import cloud.reseller.log.projection.CopyRows;
import cloud.reseller.log.projection.Projection;
import cloud.reseller.log.projection.UpsertRows;
import cloud.reseller.reservations.write.pricing.CatalogueDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Price sheets and their lines, from {@code catalogue-events}. */
public final class PriceSheetsProjection implements Projection {

  private static final String LINES =
      "price_sheet_line_1 (sheet, record_offset, market, type, line)";

  private static final int PAGE = 1_000;

  private static final String OPERATOR = "";

  @Override
  public String name() {
    return "price-sheets-1";
  }

  @Override
  public List<String> topics() {
    return List.of("catalogue-events");
  }

  @Override
  public void apply(List<LogRecord> batch, Connection connection) throws SQLException {
    List<LogRecord> lines = new ArrayList<>();
    for (LogRecord record : batch) {
      switch (read(record)) {
        case PriceSheetLine _, PriceSheetLineV1 _ -> lines.add(record);
        case PriceSheetPublishedV1 published -> {
          write(lines, connection);
          publish(
              published,
              Owned.byOperator(Optional.of(published.effectiveUntil())),
              CatalogueDigest.ofLinesAndId(),
              record,
              connection);
        }
        case PriceSheetPublished published -> {
          write(lines, connection);
          publish(
              published,
              new Owned(
                  published.partnerId().orElse(OPERATOR),
                  published.by().orElse(""),
                  Optional.empty()),
              CatalogueDigest.ofLines(),
              record,
              connection);
        }
        case FlexibilityRatio _, FlexibilityRatiosPublished _, FlexibilityRatiosPublishedV1 _ -> {
          // Contains no price.
        }
      }
    }
    write(lines, connection);
  }

  /** What differs between the two versions of a publication. */
  private record Owned(String partnerId, String by, Optional<Instant> until) {

    private static Owned byOperator(Optional<Instant> until) {
      return new Owned(OPERATOR, "", until);
    }
  }

  private static CatalogueEvent read(LogRecord record) {
    return read(record.type(), record.body().orElseGet(() -> new byte[0]));
  }

  private static CatalogueEvent read(String type, byte[] body) {
    try {
      return (CatalogueEvent) EventJson.read(type, body);
    } catch (EventJson.UnreadableException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Writes the buffered lines and empties the buffer. */
  private static void write(List<LogRecord> lines, Connection connection) throws SQLException {
    try (CopyRows rows = new CopyRows(connection, LINES)) {
      for (LogRecord record : lines) {
        CatalogueEvent line = read(record);
        rows.text(line.sheet())
            .number(record.position().offset())
            .text(market(line))
            .text(record.type())
            .text(new String(record.body().orElseThrow(), UTF_8))
            .end();
      }
      rows.finish();
    }
    lines.clear();
  }

  private static String market(CatalogueEvent event) {
    return switch (event) {
      case PriceSheetLine line -> line.market();
      case PriceSheetLineV1 line -> line.market();
      case FlexibilityRatio _, Publication _ -> "";
    };
  }

  /** A publication that does not match its lines is ignored, as in decisions. */
  private static void publish(
      Publication published,
      Owned owned,
      CatalogueDigest digest,
      LogRecord record,
      Connection connection)
      throws SQLException {
    SortedMap<String, Integer> byMarket = new TreeMap<>();
    long after = -1;
    for (List<StoredLine> page = page(published.sheet(), after, connection);
        !page.isEmpty();
        page = page(published.sheet(), after, connection)) {
      for (StoredLine stored : page) {
        digest.add(stored.line());
        byMarket.merge(market(stored.line()), 1, Integer::sum);
        after = stored.offset();
      }
    }
    int count = byMarket.values().stream().mapToInt(Integer::intValue).sum();
    if (count == published.lines() && digest.hex().equals(published.digest())) {
      write(published, owned, byMarket, record, connection);
    }
  }

  /** A line as written, and its offset in the log. */
  private record StoredLine(long offset, Line line) {}

  /** The next lines of a sheet; a large sheet is never in memory as a whole. */
  private static List<StoredLine> page(String sheet, long after, Connection connection)
      throws SQLException {
    return PlainSql.query(
        connection,
        """
        select record_offset, type, line from price_sheet_line_1
        where sheet = ? and record_offset > ? order by record_offset limit ?
        """,
        List.of(sheet, after, PAGE),
        row ->
            new StoredLine(
                row.getLong("record_offset"),
                (Line) read(row.getString("type"), row.getString("line").getBytes(UTF_8))));
  }

  /** PostgreSQL would round up finer times, even beyond the year 9999. */
  private static Instant stored(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  private static void write(
      Publication published,
      Owned owned,
      SortedMap<String, Integer> byMarket,
      LogRecord record,
      Connection connection)
      throws SQLException {
    UpsertRows<Key, Row> rows = new UpsertRows<>("price_sheet_1", Key.class);
    byMarket.forEach(
        (market, lines) ->
            rows.put(
                new Key(published.sheet(), market),
                new Row(
                    published.sheet(),
                    market,
                    record.position().offset(),
                    owned.partnerId(),
                    owned.by(),
                    record.time(),
                    stored(published.effectiveFrom()),
                    owned.until().map(PriceSheetsProjection::stored),
                    lines,
                    published.digest())));
    rows.write(connection);
  }

  private record Key(String sheet, String market) {}

  private record Row(
      String sheet,
      String market,
      long recordOffset,
      String partnerId,
      String publishedBy,
      Instant publishedAt,
      Instant effectiveFrom,
      Optional<Instant> effectiveUntil,
      int lines,
      String digest) {}
}
