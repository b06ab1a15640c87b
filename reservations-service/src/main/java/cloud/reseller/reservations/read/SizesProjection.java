package cloud.reseller.reservations.read;

import static java.util.Locale.ROOT;

import cloud.reseller.events.CatalogueEvent;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatio;
import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.CatalogueEvent.PriceSheetLineV1;
import cloud.reseller.events.CatalogueEvent.Publication;
import cloud.reseller.events.EventJson;
import cloud.reseller.log.LogRecord;
import cloud.reseller.log.projection.CopyRows;
import cloud.reseller.log.projection.Projection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Which line of a price sheet is about which size, from {@code catalogue-events}. */
public final class SizesProjection implements Projection {

  private static final String ROWS = "size_line_1 (sheet, record_offset, market, size)";

  @Override
  public String name() {
    return "sizes-1";
  }

  @Override
  public List<String> topics() {
    return List.of("catalogue-events");
  }

  @Override
  public void apply(List<LogRecord> batch, Connection connection) throws SQLException {
    try (CopyRows rows = new CopyRows(connection, ROWS)) {
      for (LogRecord record : batch) {
        switch (read(record)) {
          case PriceSheetLine line ->
              write(rows, line.sheet(), line.market(), line.sku(), record.position().offset());
          case PriceSheetLineV1 line ->
              write(rows, line.sheet(), line.market(), line.sku(), record.position().offset());
          case FlexibilityRatio _, Publication _ -> {
            // Is about no size with a price.
          }
        }
      }
      rows.finish();
    }
  }

  private static void write(CopyRows rows, String sheet, String market, String size, long offset)
      throws SQLException {
    rows.text(sheet).number(offset).text(market).text(size.toLowerCase(ROOT)).end();
  }

  private static CatalogueEvent read(LogRecord record) {
    try {
      return (CatalogueEvent)
          EventJson.read(record.type(), record.body().orElseGet(() -> new byte[0]));
    } catch (EventJson.UnreadableException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
