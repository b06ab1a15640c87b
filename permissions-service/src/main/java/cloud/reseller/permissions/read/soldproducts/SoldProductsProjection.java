package cloud.reseller.permissions.read.soldproducts;

import cloud.reseller.events.CatalogueEvent;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatio;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatiosPublished;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatiosPublishedV1;
import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.CatalogueEvent.PriceSheetLineV1;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublished;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublishedV1;
import cloud.reseller.kit.runtime.Facts;
import cloud.reseller.log.LogRecord;
import cloud.reseller.log.projection.CopyRows;
import cloud.reseller.log.projection.Projection;
import cloud.reseller.topics.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What price sheets sell, from {@code catalogue-events}. Records only ever add rows. */
public final class SoldProductsProjection implements Projection {

  private static final String LINES =
      "sold_product_1 (sheet, record_offset, market, sku, sheet_sku, until)";

  private static final String SHEETS =
      "sheet_1 (sheet, record_offset, partner_id, effective_from, effective_until)";

  private static final String NO_END = "infinity";

  @Override
  public String name() {
    return "sold-products-1";
  }

  @Override
  public List<String> topics() {
    return List.of(Topics.CATALOGUE_EVENTS);
  }

  /** A publication: its owner is empty for the operator. */
  private record Sheet(
      String sheet, long offset, String partnerId, String effectiveFrom, String effectiveUntil) {}

  @Override
  public void apply(List<LogRecord> batch, Connection connection) throws SQLException {
    List<Sheet> sheets = new ArrayList<>();
    try (CopyRows lines = new CopyRows(connection, LINES)) {
      for (LogRecord record : batch) {
        long offset = record.position().offset();
        switch ((CatalogueEvent) Facts.read(record)) {
          case PriceSheetLine e ->
              line(
                  lines,
                  e.sheet(),
                  offset,
                  e.market(),
                  e.sku(),
                  e.sheetSku(),
                  e.until().toString());
          case PriceSheetLineV1 e ->
              line(lines, e.sheet(), offset, e.market(), e.sku(), e.sheetSku(), NO_END);
          case PriceSheetPublished e ->
              sheets.add(
                  new Sheet(
                      e.sheet(),
                      offset,
                      e.partnerId().orElse(SoldProducts.OPERATOR),
                      e.effectiveFrom().toString(),
                      NO_END));
          case PriceSheetPublishedV1 e ->
              sheets.add(
                  new Sheet(
                      e.sheet(),
                      offset,
                      SoldProducts.OPERATOR,
                      e.effectiveFrom().toString(),
                      e.effectiveUntil().toString()));
          case FlexibilityRatio _, FlexibilityRatiosPublished _, FlexibilityRatiosPublishedV1 _ -> {
            // Sells nothing.
          }
        }
      }
      lines.finish();
    }
    write(sheets, connection);
  }

  private static void line(
      CopyRows rows,
      String sheet,
      long offset,
      String market,
      String sku,
      String sheetSku,
      String until)
      throws SQLException {
    rows.text(sheet)
        .number(offset)
        .text(market)
        .text(SoldProducts.compared(sku))
        .text(SoldProducts.compared(sheetSku))
        .text(until)
        .end();
  }

  private static void write(List<Sheet> sheets, Connection connection) throws SQLException {
    try (CopyRows rows = new CopyRows(connection, SHEETS)) {
      for (Sheet sheet : sheets) {
        rows.text(sheet.sheet())
            .number(sheet.offset())
            .text(sheet.partnerId())
            .text(sheet.effectiveFrom())
            .text(sheet.effectiveUntil())
            .end();
      }
      rows.finish();
    }
  }
}
