package cloud.reseller.reservations.write.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.events.CatalogueEvent;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatio;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatiosPublishedV1;
import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.CatalogueEvent.PriceSheetLineV1;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublished;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublishedV1;
import cloud.reseller.events.Money;
import cloud.reseller.events.Term;
import cloud.reseller.events.UnitPrice;
import cloud.reseller.log.Position;
import cloud.reseller.reservations.write.policies.PurchaseRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A catalogue that comes out of a snapshot goes on as the one that went in. */
class CatalogueCodecTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static final String PARTNER = "a0000000-0000-4000-8000-000000000001";
  private static final PurchaseRules FIRST = PurchaseRules.of(1);
  private static final PurchaseRules NEWEST = PurchaseRules.of(3);
  private static final List<PurchaseRules> ALL_RULES = List.of(FIRST, NEWEST);

  private final CatalogueCodec codec = new CatalogueCodec();
  private Catalogue catalogue = Catalogue.EMPTY;
  private long offset;
  private Instant time = NOW;

  @Test
  void what_is_sold_is_the_same() {
    publish("old", NOW, lines("old", "US", 5_000, 100));
    publish("new", NOW.plus(Duration.ofDays(3)), lines("new", "US", 10, 90));
    publish("de", NOW, lines("de", "DE", 3, 70));
    happens(new FlexibilityRatio("ratios", "group", "Standard_D2s_v5", 1));
    CatalogueDigest digest = CatalogueDigest.ofLinesAndId();
    digest.add(new FlexibilityRatio("ratios", "group", "Standard_D2s_v5", 1));
    happens(new FlexibilityRatiosPublishedV1("ratios", 1, digest.hex(), NOW));

    Catalogue restored = restored();

    for (String market : List.of("US", "DE", "FR")) {
      for (int day : List.of(-1, 0, 2, 3, 400)) {
        Instant at = NOW.plus(Duration.ofDays(day));
        for (PurchaseRules rules : ALL_RULES) {
          assertThat(restored.sheetInForce(PARTNER, market, at, rules))
              .isEqualTo(catalogue.sheetInForce(PARTNER, market, at, rules));
          assertThat(restored.newest(PARTNER, market, rules))
              .isEqualTo(catalogue.newest(PARTNER, market, rules));
        }
      }
    }
    assertThat(restored.newest(PARTNER, "US", FIRST)).isPresent();
    assertThat(restored.isFlexible("Standard_D2s_v5", NOW, FIRST)).isTrue();
    assertThat(restored.isFlexible("Standard_E2s_v5", NOW, FIRST)).isFalse();
  }

  @Test
  void owners_and_validities_are_restored() {
    publish(Optional.of(PARTNER), "ours", NOW.plus(Duration.ofDays(3)), linesOf("ours", 2_500));
    publish(Optional.empty(), "theirs", NOW, linesOf("theirs", 3));
    publish(Optional.of("other"), "others", NOW, linesOf("others", 3));

    Catalogue restored = restored();

    for (String partner : List.of(PARTNER, PARTNER.toUpperCase(Locale.ROOT), "other", "nobody")) {
      for (int day : List.of(-1, 0, 2, 3, 400)) {
        Instant at = NOW.plus(Duration.ofDays(day));
        assertThat(restored.sheetInForce(partner, "US", at, NEWEST))
            .isEqualTo(catalogue.sheetInForce(partner, "US", at, NEWEST));
      }
    }
    assertThat(
            restored
                .sheetInForce(PARTNER, "US", NOW.plus(Duration.ofDays(3)), NEWEST)
                .orElseThrow()
                .lines())
        .containsExactlyInAnyOrderElementsOf(
            linesOf("ours", 2_500).stream().map(SheetLine::of).toList());
    assertThat(restored.sheetInForce("nobody", "US", NOW, NEWEST).orElseThrow().id())
        .isEqualTo("theirs");
  }

  @Test
  void sheets_forgotten_under_earlier_rule_sets_stay_forgotten() {
    publish("old", NOW, lines("old", "US", 2, 100));
    publish("new", NOW.plus(Duration.ofDays(1)), lines("new", "US", 2, 90));
    time = NOW.plus(Duration.ofDays(31));
    publish("newest", time, lines("newest", "US", 2, 80));

    for (Catalogue each : List.of(catalogue, restored())) {
      assertThat(each.sheetInForce(PARTNER, "US", NOW, FIRST)).isEmpty();
      assertThat(each.sheetInForce(PARTNER, "US", NOW, NEWEST).orElseThrow().id()).isEqualTo("old");
    }
  }

  @Test
  void lines_without_a_publication_wait_for_it_on() {
    List<PriceSheetLineV1> lines = lines("sheet", "US", 2_500, 100);
    lines.subList(0, 2_400).forEach(this::happens);
    happens(new FlexibilityRatio("ratios", "group", "Standard_D2s_v5", 1));

    catalogue = restored();
    lines.subList(2_400, 2_500).forEach(this::happens);
    CatalogueDigest digest = CatalogueDigest.ofLinesAndId();
    lines.forEach(digest::add);
    happens(new PriceSheetPublishedV1("sheet", 2_500, digest.hex(), NOW, Instant.MAX));
    CatalogueDigest ratios = CatalogueDigest.ofLinesAndId();
    ratios.add(new FlexibilityRatio("ratios", "group", "Standard_D2s_v5", 1));
    happens(new FlexibilityRatiosPublishedV1("ratios", 1, ratios.hex(), NOW));

    assertThat(
            catalogue.sheetInForce(PARTNER, "US", NOW, FIRST).orElseThrow().lines().stream()
                .map(SheetLine::sheetSku))
        .containsExactlyInAnyOrderElementsOf(
            lines.stream().map(PriceSheetLineV1::sheetSku).toList());
    assertThat(catalogue.isFlexible("Standard_D2s_v5", NOW, NEWEST)).isTrue();
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

  private void publish(String sheet, Instant from, List<PriceSheetLineV1> lines) {
    CatalogueDigest digest = CatalogueDigest.ofLinesAndId();
    for (PriceSheetLineV1 line : lines) {
      digest.add(line);
      happens(line);
    }
    happens(
        new PriceSheetPublishedV1(
            sheet, lines.size(), digest.hex(), from, from.plus(Duration.ofDays(365))));
  }

  private void publish(
      Optional<String> owner, String sheet, Instant from, List<PriceSheetLine> lines) {
    CatalogueDigest digest = CatalogueDigest.ofLines();
    for (PriceSheetLine line : lines) {
      digest.add(line);
      happens(line);
    }
    happens(
        new PriceSheetPublished(sheet, owner, Optional.of("by"), lines.size(), digest.hex(), from));
  }

  private static List<PriceSheetLine> linesOf(String sheet, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new PriceSheetLine(
                    sheet,
                    "Standard_D" + i / 100 + "s_v5",
                    "DZH318Z%05d:%04d".formatted(i / 50, i % 50),
                    "Reserved VM Instance",
                    "region" + i / 2 % 50,
                    "US",
                    i % 2 == 0 ? Term.P1Y : Term.P3Y,
                    new UnitPrice("0.00" + (i + 1), "USD"),
                    Optional.empty(),
                    NOW.plusSeconds(i),
                    NOW.plusSeconds(i).plus(Duration.ofDays(i))))
        .toList();
  }

  private static List<PriceSheetLineV1> lines(String sheet, String market, int count, long cost) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new PriceSheetLineV1(
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
    catalogue = catalogue.after(event, new Position("catalogue-events", 0, offset++), time);
  }
}
