package cloud.reseller.reservations.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a file costs while it is read. */
class SheetHeapTest {

  private static final int LINES = 40_000;

  /** As docs/operating says it. */
  private static final long BYTES_OF_A_LINE = 400;

  @Test
  void a_line_costs_what_the_documentation_says_while_its_file_is_read() throws Exception {
    byte[] file =
        IntStream.range(0, LINES)
            .mapToObj(
                i ->
                    "Virtual Machines,DZH318Z0XX01,%04d,\"Reserved VM Instance, Standard_E96bds_v%d, US East, 1 Year\",P1Y,CH,CHF,480.05,,2026-01-01,9999-12-31,"
                        .formatted(i % 10_000, i))
            .collect(
                Collectors.joining(
                    "\n",
                    "ProductTitle,ProductId,SkuId,SkuTitle,TermDuration,Market,Currency,UnitPrice,"
                        + "PricingTierRangeMin,EffectiveStartDate,EffectiveEndDate,Tags\n",
                    ""))
            .getBytes(UTF_8);
    InputStream in = new ByteArrayInputStream(file);
    long[] usedBefore = {used()};
    long[] usedAtEnd = {0};
    int[] lines = {0};
    new PriceSheet()
        .read(
            "id",
            in,
            _ -> {
              if (++lines[0] == LINES) {
                usedAtEnd[0] = used();
              }
            });

    assertThat(lines[0]).isEqualTo(LINES);
    assertThat((usedAtEnd[0] - usedBefore[0]) / LINES)
        .as("bytes of a line")
        .isPositive()
        .isLessThan(BYTES_OF_A_LINE);
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
