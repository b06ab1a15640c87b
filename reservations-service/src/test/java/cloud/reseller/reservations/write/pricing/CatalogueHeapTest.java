package cloud.reseller.reservations.write.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.events.CatalogueEvent;
import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublished;
import cloud.reseller.events.EventJson;
import cloud.reseller.events.Term;
import cloud.reseller.events.UnitPrice;
import cloud.reseller.log.Position;
import cloud.reseller.reservations.write.policies.PurchaseRules;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a published line costs each instance for as long as its sheet is kept. */
class CatalogueHeapTest {

  private static final int LINES = 40_000;

  /** As docs/operating says it. */
  private static final long BYTES_OF_A_LINE = 900;

  @Test
  void a_published_line_costs_what_the_documentation_says() throws Exception {
    long before = used();
    Catalogue catalogue = published();
    long after = used();

    assertThat(catalogue.sheetInForce("", "US", Instant.EPOCH, PurchaseRules.of(3))).isPresent();
    assertThat((after - before) / LINES)
        .as("bytes of a line")
        .isPositive()
        .isLessThan(BYTES_OF_A_LINE);
  }

  private static Catalogue published() throws Exception {
    Catalogue catalogue = Catalogue.EMPTY;
    CatalogueDigest digest = CatalogueDigest.ofLines();
    for (int i = 0; i < LINES; i++) {
      PriceSheetLine line =
          new PriceSheetLine(
              "0123456789abcdef0123456789abcdef",
              "Standard_E96bds_v5_" + i / 100,
              "DZH318Z%05d:%04d".formatted(i / 50, i % 50),
              "Reserved VM Instance, Standard_E96bds_v5, US East, 1 Year",
              "region" + i / 2 % 50,
              "US",
              i % 2 == 0 ? Term.P1Y : Term.P3Y,
              new UnitPrice(100 + i + ".000345", "USD"),
              Optional.empty(),
              Instant.EPOCH,
              Instant.parse("9999-12-31T23:59:59Z"));
      digest.add(line);
      catalogue =
          catalogue.after(asRead(line), new Position("catalogue-events", 0, i), Instant.EPOCH);
    }
    return catalogue.after(
        new PriceSheetPublished(
            "0123456789abcdef0123456789abcdef",
            Optional.empty(),
            Optional.empty(),
            LINES,
            digest.hex(),
            Instant.EPOCH),
        new Position("catalogue-events", 0, LINES),
        Instant.EPOCH);
  }

  /** Nothing of it is shared with another line. */
  private static CatalogueEvent asRead(CatalogueEvent event) throws Exception {
    return (CatalogueEvent) EventJson.read(EventJson.typeName(event), EventJson.write(event));
  }

  private static long used() {
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
    }
    return used;
  }
}
