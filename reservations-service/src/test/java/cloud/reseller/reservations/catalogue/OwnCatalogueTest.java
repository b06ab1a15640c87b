package cloud.reseller.reservations.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.events.CatalogueEvent;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatio;
import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.Term;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The catalogue the project ships is what its formula makes, and is sold in every place it says.
 */
class OwnCatalogueTest {

  @Test
  void the_files_are_what_the_formula_makes() throws IOException {
    assertThat(text("pricesheet-us.csv")).isEqualTo(OwnCatalogue.priceSheet("US", "USD", 1.00));
    assertThat(text("pricesheet-de.csv")).isEqualTo(OwnCatalogue.priceSheet("DE", "EUR", 0.92));
    assertThat(text("instance-size-flexibility.csv")).isEqualTo(OwnCatalogue.ratios());
  }

  @ParameterizedTest
  @CsvSource({"pricesheet-us.csv,US,USD", "pricesheet-de.csv,DE,EUR"})
  void every_size_is_sold_in_four_regions_for_both_terms_and_below_pay_as_you_go(
      String file, String market, String currency) throws Exception {
    List<PriceSheetLine> lines = new ArrayList<>();
    Sheet.Contents published;
    try (InputStream csv = open(file)) {
      published = new PriceSheet().read("own", csv, line -> lines.add((PriceSheetLine) line));
    }
    assertThat(published.left()).isEqualTo(LeftOut.NOTHING);
    assertThat(published.lines()).isEqualTo(lines.size());
    assertThat(lines)
        .allSatisfy(
            line -> {
              assertThat(line.market()).isEqualTo(market);
              assertThat(line.unitCost().currency()).isEqualTo(currency);
              assertThat(line.unitCost().value())
                  .isPositive()
                  .isLessThan(line.payAsYouGo().orElseThrow().value());
            });
    var places =
        lines.stream()
            .collect(
                Collectors.groupingBy(
                    PriceSheetLine::sku,
                    Collectors.mapping(
                        line -> line.region() + ' ' + line.term(), Collectors.toSet())));
    assertThat(places).hasSizeGreaterThanOrEqualTo(40);
    assertThat(places.values()).allSatisfy(sold -> assertThat(sold).hasSize(8));
    assertThat(lines.stream().map(PriceSheetLine::sheetSku).distinct()).hasSize(lines.size());
  }

  @Test
  void three_years_cost_less_than_three_times_one_year() throws Exception {
    List<PriceSheetLine> lines = new ArrayList<>();
    try (InputStream csv = open("pricesheet-us.csv")) {
      new PriceSheet().read("own", csv, line -> lines.add((PriceSheetLine) line));
    }
    for (PriceSheetLine one : lines) {
      lines.stream()
          .filter(
              three ->
                  one.term() == Term.P1Y
                      && three.term() == Term.P3Y
                      && three.sku().equals(one.sku())
                      && three.region().equals(one.region()))
          .forEach(
              three ->
                  assertThat(three.unitCost().value())
                      .isBetween(
                          one.unitCost().value(),
                          one.unitCost().value().multiply(BigDecimal.valueOf(3))));
    }
  }

  @Test
  void every_size_has_a_weight_in_one_of_eight_groups() throws Exception {
    List<CatalogueEvent> ratios = new ArrayList<>();
    try (InputStream csv = open("instance-size-flexibility.csv")) {
      new FlexibilitySheet().read("own", csv, ratios::add);
    }
    assertThat(ratios).hasSizeGreaterThanOrEqualTo(40);
    assertThat(ratios.stream().map(line -> ((FlexibilityRatio) line).group()).distinct())
        .hasSize(8);
    assertThat(ratios)
        .contains(
            new FlexibilityRatio("own", "Dsv5 Series", "Standard_D2s_v5", 1_000_000_000L),
            new FlexibilityRatio("own", "Dsv5 Series", "Standard_D32s_v5", 16_000_000_000L),
            new FlexibilityRatio("own", "DSv2 Series", "Standard_DS4_v2", 8_000_000_000L));
  }

  private static String text(String file) throws IOException {
    try (InputStream in = open(file)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static InputStream open(String file) {
    return OwnCatalogueTest.class.getResourceAsStream("/catalogue/" + file);
  }
}
