package cloud.reseller.reservations.catalogue;

import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.ProductName;
import cloud.reseller.events.UnitPrice;
import cloud.reseller.reservations.read.PriceSheets;
import cloud.reseller.reservations.read.PriceSheets.LineOf;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Writes the lines of a published sheet in the public columns. If the file is imported again, the
 * sheet has the same digest.
 */
final class PriceSheetCsv {

  private static final List<String> HEADER =
      List.of(
          "ProductTitle",
          "ProductId",
          "SkuId",
          "SkuTitle",
          "Publisher",
          "SkuDescription",
          "UnitOfMeasure",
          "TermDuration",
          "Market",
          "Currency",
          "UnitPrice",
          "PricingTierRangeMin",
          "PricingTierRangeMax",
          "EffectiveStartDate",
          "EffectiveEndDate",
          "MeterIds",
          "MeterType",
          "Tags");

  /** Number of lines held at a time; no connection is held while the caller reads them. */
  private static final int PAGE = 1_000;

  private PriceSheetCsv() {}

  /** Writes a sheet page by page, without closing the stream. */
  static void write(PriceSheets sheets, String sheet, Optional<String> market, OutputStream out)
      throws IOException {
    CsvWriter csv =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.CRLF)
            .build(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
    csv.writeRecord(HEADER);
    long after = -1;
    List<LineOf> lines = sheets.lines(sheet, market, after, PAGE);
    while (!lines.isEmpty()) {
      for (LineOf line : lines) {
        csv.writeRecord(fields(line.line()));
      }
      after = lines.getLast().offset();
      lines = lines.size() < PAGE ? List.of() : sheets.lines(sheet, market, after, PAGE);
    }
    csv.flush();
  }

  private static List<String> fields(PriceSheetLine line) {
    int colon = line.sheetSku().indexOf(':');
    return List.of(
        line.title(),
        line.sheetSku().substring(0, colon),
        line.sheetSku().substring(colon + 1),
        ProductName.of(line.sku(), line.region(), line.term()),
        "",
        "",
        "",
        line.term().name(),
        line.market(),
        line.unitCost().currency(),
        line.unitCost().decimal(),
        "",
        "",
        line.from().toString(),
        line.until().toString(),
        "",
        "",
        tags(line));
  }

  private static String tags(PriceSheetLine line) {
    return "armSkuName="
        + line.sku()
        + ";armRegionName="
        + line.region()
        + line.payAsYouGo()
            .map(UnitPrice::decimal)
            .map(price -> ";payAsYouGoPrice=" + price)
            .orElse("");
  }
}
