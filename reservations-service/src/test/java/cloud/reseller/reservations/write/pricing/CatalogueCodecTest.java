package cloud.reseller.reservations.write.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.events.CatalogueEvent;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatio;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatiosPublished;
import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublished;
import cloud.reseller.events.Money;
import cloud.reseller.events.Term;
import cloud.reseller.log.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A catalogue that comes out of a snapshot goes on as the one that went in. */
class CatalogueCodecTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final CatalogueCodec codec = new CatalogueCodec();
  private Catalogue catalogue = Catalogue.EMPTY;
  private long offset;

  @Test
  void what_is_sold_is_the_same() {
    publish("old", NOW, lines("old", "US", 5_000, 100));
    publish("new", NOW.plus(Duration.ofDays(3)), lines("new", "US", 10, 90));
    publish("de", NOW, lines("de", "DE", 3, 70));
    happens(new FlexibilityRatio("ratios", "group", "Standard_D2s_v5", 1));
    CatalogueDigest digest = new CatalogueDigest();
    digest.add(new FlexibilityRatio("ratios", "group", "Standard_D2s_v5", 1));
    happens(new FlexibilityRatiosPublished("ratios", 1, digest.hex(), NOW));

    Catalogue restored = restored();

    for (String market : List.of("US", "DE", "FR")) {
      for (int day : List.of(-1, 0, 2, 3, 400)) {
        Instant at = NOW.plus(Duration.ofDays(day));
        assertThat(restored.sheetInForce(market, at)).isEqualTo(catalogue.sheetInForce(market, at));
      }
      assertThat(restored.latest(market)).isEqualTo(catalogue.latest(market));
    }
    assertThat(restored.latest("US")).isPresent();
    assertThat(restored.isFlexible("Standard_D2s_v5")).isTrue();
    assertThat(restored.isFlexible("Standard_E2s_v5")).isFalse();
  }

  @Test
  void lines_without_a_publication_wait_for_it_on() {
    List<PriceSheetLine> lines = lines("sheet", "US", 2_500, 100);
    lines.subList(0, 2_400).forEach(this::happens);
    happens(new FlexibilityRatio("ratios", "group", "Standard_D2s_v5", 1));

    catalogue = restored();
    lines.subList(2_400, 2_500).forEach(this::happens);
    CatalogueDigest digest = new CatalogueDigest();
    lines.forEach(digest::add);
    happens(new PriceSheetPublished("sheet", 2_500, digest.hex(), NOW, Instant.MAX));
    CatalogueDigest ratios = new CatalogueDigest();
    ratios.add(new FlexibilityRatio("ratios", "group", "Standard_D2s_v5", 1));
    happens(new FlexibilityRatiosPublished("ratios", 1, ratios.hex(), NOW));

    assertThat(catalogue.sheetInForce("US", NOW).orElseThrow().lines())
        .containsExactlyInAnyOrderElementsOf(lines);
    assertThat(catalogue.isFlexible("Standard_D2s_v5")).isTrue();
  }

  @Test
  void the_same_catalogue_is_the_same_bytes() {
    publish("sheet", NOW, lines("sheet", "US", 5_000, 100));

    List<byte[]> pieces = pieces(catalogue);

    assertThat(pieces).hasSize(3);
    assertThat(pieces(restored()).toArray(byte[][]::new))
        .isDeepEqualTo(pieces.toArray(byte[][]::new));
  }

  private Catalogue restored() {
    return codec.read(pieces(catalogue).iterator());
  }

  private List<byte[]> pieces(Catalogue of) {
    List<byte[]> pieces = new ArrayList<>();
    Iterator<byte[]> written = codec.write(of);
    written.forEachRemaining(pieces::add);
    return pieces;
  }

  private void publish(String sheet, Instant from, List<PriceSheetLine> lines) {
    CatalogueDigest digest = new CatalogueDigest();
    for (PriceSheetLine line : lines) {
      digest.add(line);
      happens(line);
    }
    happens(
        new PriceSheetPublished(
            sheet, lines.size(), digest.hex(), from, from.plus(Duration.ofDays(365))));
  }

  private static List<PriceSheetLine> lines(String sheet, String market, int count, long cost) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new PriceSheetLine(
                    sheet,
                    "Standard_D" + i / 100 + "s_v5",
                    "DZH318Z%05d:%04d".formatted(i / 50, i % 50),
                    "Reserved VM Instance",
                    "region" + i / 2 % 50,
                    market,
                    i % 2 == 0 ? Term.P1Y : Term.P3Y,
                    new Money(cost + i, "USD"),
                    i % 3 == 0 ? Optional.of(new Money(cost + i + 1, "USD")) : Optional.empty()))
        .toList();
  }

  private void happens(CatalogueEvent event) {
    catalogue = catalogue.after(event, new Position("catalogue-events", 0, offset++), NOW);
  }
}
