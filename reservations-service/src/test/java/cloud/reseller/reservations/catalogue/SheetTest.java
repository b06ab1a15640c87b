package cloud.reseller.reservations.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import cloud.reseller.events.CatalogueEvent;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatio;
import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.Term;
import cloud.reseller.events.UnitPrice;
import cloud.reseller.reservations.catalogue.LeftOut.Kind;
import cloud.reseller.reservations.catalogue.Sheet.Contents;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sheets are read in their public form; the first wrong line is named with its column. */
class SheetTest {

  private static final String HEADER =
      "ProductTitle,ProductId,SkuId,SkuTitle,Publisher,SkuDescription,UnitOfMeasure,TermDuration,"
          + "Market,Currency,UnitPrice,PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,"
          + "EffectiveEndDate,MeterIds,MeterType,Tags\r\n";

  /** A line as the public sheet has it, with names for people and without tags. */
  private static final String LINE =
      "Virtual Machines Dsv5 Series,DZH318Z0CQ4W,0014,\"Reserved VM Instance, Standard_D2s_v5, US"
          + " East 2, 1 Year\",Microsoft,,1"
          + " Year,P1Y,US,USD,521.455,,,2026-11-01T00:00:00.0000000Z,9999-12-31T23:59:59.9999999Z,,1"
          + " Hour,\r\n";

  private final List<CatalogueEvent> lines = new ArrayList<>();

  @Test
  void a_line_of_the_public_form_is_read() throws Exception {
    Contents published = prices(HEADER + LINE);

    assertThat(lines)
        .containsExactly(
            new PriceSheetLine(
                "id",
                "Standard_D2s_v5",
                "DZH318Z0CQ4W:0014",
                "Virtual Machines Dsv5 Series",
                "eastus2",
                "US",
                Term.P1Y,
                new UnitPrice("521.455", "USD"),
                Optional.empty(),
                Instant.parse("2026-11-01T00:00:00Z"),
                Instant.parse("9999-12-31T23:59:59Z")));
    assertThat(published.lines()).isEqualTo(1);
    assertThat(published.begins()).isEqualTo("2026-11-01T00:00:00Z");
    assertThat(published.ends()).isEqualTo("9999-12-31T23:59:59Z");
    assertThat(published.left()).isEqualTo(LeftOut.NOTHING);
  }

  @Test
  void the_digest_can_be_made_with_any_tool() throws Exception {
    // printf 'Standard_D2s_v5\t...\tP1Y\t521.455 USD\t\t2026-11-01T00:00:00Z\t9999-...Z\n' |
    // sha256sum
    assertThat(prices(HEADER + LINE).digest())
        .isEqualTo("10d9a60baec72d300fd65479d03eb21cdf0f61f304d1b8f83a39982e1e3829a8");
  }

  @Test
  void tags_count_where_they_are_given() throws Exception {
    prices(
        HEADER
            + LINE.replace(
                "1 Hour,\r\n",
                "1 Hour,armSkuName=Standard_D4s_v5; armRegionName = westus2"
                    + " ;payAsYouGoPrice=840;x\n"));
    PriceSheetLine line = (PriceSheetLine) lines.getFirst();
    assertThat(line.sku()).isEqualTo("Standard_D4s_v5");
    assertThat(line.region()).isEqualTo("westus2");
    assertThat(line.payAsYouGo()).contains(new UnitPrice("840", "USD"));
  }

  @Test
  void lines_of_unknown_products_terms_and_regions_are_left_out_counted_and_named()
      throws Exception {
    Contents published =
        prices(
            HEADER
                + LINE.replace("Reserved VM Instance, Standard_D2s_v5", "SQL Database, vCore")
                + LINE
                + LINE.replace("P1Y", "P5Y")
                + LINE.replace("P1Y", "P10Y")
                + LINE.replace("P1Y", "P10Y").replace("521.455", "not looked at")
                + LINE.replace("US East 2", "Moon North"));
    assertThat(published.lines()).isEqualTo(1);
    assertThat(published.left())
        .isEqualTo(
            new LeftOut(
                5,
                List.of(
                    new Kind("SkuTitle", "Moon North", 1),
                    new Kind("SkuTitle", "SQL Database", 1),
                    new Kind("TermDuration", "P10Y", 2),
                    new Kind("TermDuration", "P5Y", 1))));
  }

  @Test
  void only_so_many_kinds_of_lines_left_out_are_named() throws Exception {
    StringBuilder file = new StringBuilder(HEADER).append(LINE);
    for (int i = 0; i < 2 * LeftOut.MOST_KINDS; i++) {
      file.append(LINE.replace("P1Y", "P" + (100 + i) + "Y"));
    }
    Contents published = prices(file.toString());
    assertThat(published.left().lines()).isEqualTo(2 * LeftOut.MOST_KINDS);
    assertThat(published.left().kinds()).hasSize(LeftOut.MOST_KINDS);
  }

  @ParameterizedTest
  @CsvSource({
    "NZ North, newzealandnorth",
    "MY West, malaysiawest",
    "ID Central, indonesiacentral",
    "CL Central, chilecentral",
    "AT East, austriaeast",
    "BE Central, belgiumcentral",
    "US East, eastus",
    "us east, eastus",
    "East US, eastus",
    "UKSouth, uksouth",
    "UK South, uksouth",
    "westeurope, westeurope"
  })
  void a_region_is_found_by_each_of_its_names(String name, String region) throws Exception {
    prices(HEADER + LINE.replace("US East 2", name));
    assertThat(((PriceSheetLine) lines.getFirst()).region()).isEqualTo(region);
    prices(HEADER + LINE.replace("1 Hour,\r\n", "1 Hour,ARMREGIONNAME=" + name + "\r\n"));
    assertThat(((PriceSheetLine) lines.getFirst()).region()).isEqualTo(region);
  }

  @Test
  void terms_kinds_markets_and_currencies_are_case_insensitive() throws Exception {
    prices(
        HEADER
            + LINE.replace("P1Y,US,USD", "p1y,us,usd")
                .replace("Reserved VM Instance", "reserved vm INSTANCE"));
    PriceSheetLine line = (PriceSheetLine) lines.getFirst();
    assertThat(line.term()).isEqualTo(Term.P1Y);
    assertThat(line.market()).isEqualTo("US");
    assertThat(line.unitCost().currency()).isEqualTo("USD");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-01, 2026-11-01T00:00:00Z",
    "2026-11-01T00:00:00Z, 2026-11-01T00:00:00Z",
    "2026-11-01T00:00:00.0000000Z, 2026-11-01T00:00:00Z",
    "2026-11-01T02:00:00+02:00, 2026-11-01T00:00:00Z",
    "2026-11-01T08:30, 2026-11-01T08:30:00Z",
    "2026-11-01 08:30:15, 2026-11-01T08:30:15Z",
    "11/1/2026, 2026-11-01T00:00:00Z",
    "11/01/2026, 2026-11-01T00:00:00Z",
    "3/1/2018 12:00:00 AM, 2018-03-01T00:00:00Z",
    "3/1/2018 12:00:00 PM, 2018-03-01T12:00:00Z",
    "3/1/2018 1:05 pm, 2018-03-01T13:05:00Z",
    "3/1/2018 23:05, 2018-03-01T23:05:00Z"
  })
  void the_start_of_a_line_may_have_every_public_form_of_dates(String written, String begins)
      throws Exception {
    prices(HEADER + LINE.replace("2026-11-01T00:00:00.0000000Z", written));
    assertThat(((PriceSheetLine) lines.getFirst()).from()).isEqualTo(begins);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-31, 2027-01-01T00:00:00Z",
    "2026-12-31T23:59:59Z, 2027-01-01T00:00:00Z",
    "2026-12-31T23:59:59.9999999Z, 2027-01-01T00:00:00Z",
    "2027-01-01T00:00:00Z, 2027-01-01T00:00:00Z",
    "12/31/2026, 2027-01-01T00:00:00Z",
    "12/31/2026 11:59:59 PM, 2027-01-01T00:00:00Z",
    "12/31/2026 12:00:00 AM, 2026-12-31T00:00:00Z",
    "9999-12-31, 9999-12-31T23:59:59Z",
    "12/31/9999, 9999-12-31T23:59:59Z",
    "12/31/9999 11:59:59 PM, 9999-12-31T23:59:59Z",
    "'', 9999-12-31T23:59:59Z"
  })
  void the_end_of_a_line_may_have_every_public_form_of_dates_or_be_open(String written, String ends)
      throws Exception {
    prices(HEADER + LINE.replace("9999-12-31T23:59:59.9999999Z", written));
    assertThat(((PriceSheetLine) lines.getFirst()).until()).isEqualTo(ends);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "13/1/2026",
        "2026-13-01",
        "2/30/2026",
        "1.11.2026",
        "2026-11-01T25:00:00Z",
        "0:00",
        "1/1/1",
        "3/1/2018 13:00:00 PM",
        "2026-11-01x",
        "Z"
      })
  void an_invalid_date_is_refused(String written) {
    refused(
        () -> prices(HEADER + LINE.replace("2026-11-01T00:00:00.0000000Z", written)),
        2,
        "EffectiveStartDate");
    refused(
        () -> prices(HEADER + LINE.replace("9999-12-31T23:59:59.9999999Z", written)),
        2,
        "EffectiveEndDate");
  }

  @Test
  void a_price_keeps_all_its_decimals() throws Exception {
    String decimals = "0.000" + "123456789".repeat(9);
    prices(HEADER + LINE.replace("521.455", decimals));
    assertThat(((PriceSheetLine) lines.getFirst()).unitCost().decimal()).isEqualTo(decimals);
    prices(HEADER + LINE.replace("521.455", "521.4500"));
    assertThat(((PriceSheetLine) lines.getFirst()).unitCost().decimal()).isEqualTo("521.45");
    prices(HEADER + LINE.replace("521.455", ".5"));
    assertThat(((PriceSheetLine) lines.getFirst()).unitCost().decimal()).isEqualTo("0.5");
  }

  @Test
  void prices_of_one_product_may_follow_each_other() throws Exception {
    Contents published =
        prices(
            HEADER
                + LINE.replace("9999-12-31T23:59:59.9999999Z", "2026-12-01T00:00:00Z")
                + LINE.replace("2026-11-01T00", "2026-12-01T00").replace("521.455", "533"));
    assertThat(published.lines()).isEqualTo(2);
    assertThat(published.begins()).isEqualTo("2026-11-01T00:00:00Z");
  }

  @Test
  void prices_of_one_product_that_overlap_and_differ_are_refused_in_any_spelling() {
    for (String other : List.of("Standard_D2s_v5, US East 2", "standard_d2S_V5, East US 2")) {
      refused(
          () ->
              prices(
                  HEADER
                      + LINE
                      + LINE.replace("2026-11-01T00", "2026-12-01T00")
                          .replace("521.455", "533")
                          .replace("Standard_D2s_v5, US East 2", other)),
          3,
          "UnitPrice");
    }
  }

  @Test
  void the_number_of_prices_of_a_product_is_limited() throws Exception {
    StringBuilder file = new StringBuilder(HEADER);
    for (int i = 0; i < PricesSoFar.MOST_OF_PRODUCT; i++) {
      file.append(
          LINE.replace("2026-11-01T00:00:00.0000000Z", i % 12 + 1 + "/1/" + (2026 + i / 12)));
    }
    assertThat(prices(file.toString()).lines()).isEqualTo(PricesSoFar.MOST_OF_PRODUCT);
    file.append(LINE.replace("2026-11-01", "2090-01-01"));
    refused(() -> prices(file.toString()), PricesSoFar.MOST_OF_PRODUCT + 2, "UnitPrice");
  }

  @Test
  void a_repeated_line_counts_once() throws Exception {
    Contents once = prices(HEADER + LINE);
    Contents twice = prices(HEADER + LINE + LINE + LINE.replace("521.455", "521.4550"));
    assertThat(twice.lines()).isEqualTo(1);
    assertThat(twice.digest()).isEqualTo(once.digest());
  }

  @ParameterizedTest
  @CsvSource({"US, EUR, USD", "DE, USD, EUR", "GB, EUR, GBP", "JP, USD, JPY"})
  void a_market_has_one_currency(String market, String currency, String right) {
    assertThatThrownBy(() -> prices(HEADER + LINE.replace("US,USD", market + "," + currency)))
        .isInstanceOf(SheetRefusedException.class)
        .hasMessage(
            "Line 2, column Currency: must be "
                + right
                + ", the currency of market "
                + market
                + ".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ZZ", "USA", "U", "EU", "\u00df", "U\u017f"})
  void an_unknown_market_is_refused(String market) {
    refused(() -> prices(HEADER + LINE.replace("US,USD", market + ",USD")), 2, "Market");
  }

  @ParameterizedTest
  @MethodSource
  void byte_order_marks_and_quotes_may_be_combined_in_every_way(String begin, boolean quoted)
      throws Exception {
    String csv = "InstanceSizeFlexibilityGroup,ArmSkuName,Ratio\nG,X,1\n";
    String file =
        quoted
            ? "\""
                + begin.substring(begin.indexOf('|') + 1)
                + csv.replace(",", "\",\"")
                    .replaceAll("\n(?=.)", "\"\n\"")
                    .replaceAll("\n$", "\"\n")
            : begin.substring(begin.indexOf('|') + 1) + csv;
    ratios(begin.substring(0, begin.indexOf('|')) + file);
    assertThat(lines).containsExactly(new FlexibilityRatio("id", "G", "X", 1_000_000_000L));
  }

  static Stream<Arguments> byte_order_marks_and_quotes_may_be_combined_in_every_way() {
    return Stream.of("|", "\uFEFF|", "\uFEFF\uFEFF|", "|\uFEFF", "\uFEFF|\uFEFF", "|\uFEFF\uFEFF")
        .flatMap(begin -> Stream.of(arguments(begin, false), arguments(begin, true)));
  }

  @Test
  void columns_may_stand_in_any_order_among_others_with_a_byte_order_mark_and_blank_lines()
      throws Exception {
    Contents published =
        ratios(
            "\uFEFF\n\n"
                + "Ratio,Extra,ArmSkuName,InstanceSizeFlexibilityGroup\n\n"
                + "2.5,\"a \"\"b\"\"\n"
                + "c\",X,G\n\n");
    assertThat(published.lines()).isEqualTo(1);
    assertThat(lines).containsExactly(new FlexibilityRatio("id", "G", "X", 2_500_000_000L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.00", "1", "1.0", "0.5", ""})
  void the_first_price_tier_is_the_only_one(String from) throws Exception {
    assertThat(prices(HEADER + LINE.replace("521.455,,", "521.455," + from + ",")).lines())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "521.455|0|UnitPrice",
        "521.455|-1|UnitPrice",
        "521.455|1e9|UnitPrice",
        "521.455|five|UnitPrice",
        "521.455|''|UnitPrice",
        "521.455|10000000000.01|UnitPrice",
        "521.455|1,234|''",
        "US,USD|USA,USD|Market",
        "US,USD|US,DOLLAR|Currency",
        "DZH318Z0CQ4W|''|ProductId",
        ", US East 2, 1 Year|''|SkuTitle",
        "521.455,,|521.455,2,|PricingTierRangeMin",
        "2026-11-01T00:00:00.0000000Z|yesterday|EffectiveStartDate",
        "9999-12-31T23:59:59.9999999Z|2026-10-31|EffectiveEndDate"
      })
  void a_wrong_field_is_refused_by_line_and_column(String part, String instead, String column) {
    assertThat(LINE).contains(part);
    refused(
        () -> prices(HEADER + LINE + LINE.replace("D2s", "D4s").replace(part, instead)), 3, column);
  }

  @Test
  void a_name_with_an_invisible_character_is_refused_unless_the_line_is_left_out()
      throws Exception {
    String hidden = "Standard_D2s\u202E_v5";
    assertThatThrownBy(() -> prices(HEADER + LINE.replace("Standard_D2s_v5", hidden)))
        .hasMessageContaining("SkuTitle")
        .hasMessageContaining("invisible");
    String other = LINE.replace("Reserved VM Instance", "Reserved\u200B SQL");
    assertThat(prices(HEADER + LINE + other).left().lines()).isEqualTo(1);
  }

  @Test
  void a_missing_column_is_refused() {
    refused(() -> prices(HEADER.replace("UnitPrice,", "") + LINE), 1, "UnitPrice");
    refused(() -> ratios("InstanceSizeFlexibilityGroup,ArmSkuName\n"), 1, "Ratio");
    refused(() -> prices(""), 1, "");
  }

  @Test
  void a_column_that_is_named_twice_is_refused_where_it_counts() throws Exception {
    String twice = "InstanceSizeFlexibilityGroup,ArmSkuName,Ratio,RATIO\nG,X,1,2\n";
    refused(() -> ratios(twice), 1, "Ratio");
    assertThat(
            ratios(twice.replace("Ratio,RATIO", "Ratio,Note,Note").replace("1,2", "1,2,3")).lines())
        .isEqualTo(1);
  }

  @Test
  void columns_are_named_in_any_case() throws Exception {
    ratios("INSTANCESIZEFLEXIBILITYGROUP,armSkuName,ratio\nG,X,1\n");
    assertThat(lines).containsExactly(new FlexibilityRatio("id", "G", "X", 1_000_000_000L));
  }

  @Test
  void a_row_of_another_width_is_refused() {
    refused(() -> prices(HEADER + LINE.replace("Microsoft,", "")), 2, "");
  }

  @Test
  void a_sheet_without_a_virtual_machine_is_refused() {
    refused(() -> prices(HEADER), 2, "SkuTitle");
  }

  @ParameterizedTest
  @MethodSource
  void what_is_no_csv_is_refused_with_its_line(String rows, String told) {
    assertThatThrownBy(() -> ratios("InstanceSizeFlexibilityGroup,ArmSkuName,Ratio\n" + rows))
        .isInstanceOf(SheetRefusedException.class)
        .hasMessage(told);
  }

  static Stream<Arguments> what_is_no_csv_is_refused_with_its_line() {
    String longest = "1".repeat(10_000);
    return Stream.of(
        arguments("G,\"X,1\n", "Line 2: a quoted field is not closed."),
        arguments("G,X,1\n\nG,Y,\"", "Line 4: a quoted field is not closed."),
        arguments(
            "G,\"X\"Y,1\n",
            "Line 2: text after a closing quote: double the quotes inside a field."),
        arguments(
            "G,X,1\r\n\r\nG,\"X\" ,1\n",
            "Line 4: text after a closing quote: double the quotes inside a field."),
        arguments(
            "G,X,\"1" + longest + "\"",
            "Line 2: a field has more than 10000 characters: check the quotes."),
        arguments(
            "G,X1" + longest + ",1\n",
            "Line 2: a field has more than 10000 characters: check the quotes."),
        arguments(
            "G,X,1\nG,\"Y,1\n" + "G,Z,1\n".repeat(100_000),
            "Line 3: a field has more than 10000 characters: check the quotes."),
        arguments(
            "G,X,1" + ",".repeat(200),
            "Line 2: the line has more than 200 fields: check its commas."),
        arguments("G,X\0,1\n", "Line 2: a field holds the character U+0000: remove it."),
        arguments("G,X,1\n,\n", "Line 3: has 2 fields, the header 3: check its commas."),
        arguments("G,X,1\n \n", "Line 3: has 1 fields, the header 3: check its commas."),
        arguments("\n\n", "Line 4: the file ends without a line."));
  }

  @Test
  void what_is_no_utf_8_is_refused_with_its_line() {
    byte[] csv = "InstanceSizeFlexibilityGroup,ArmSkuName,Ratio\r\nG,X,1\r\n?".getBytes(UTF_8);
    csv[csv.length - 1] = (byte) 0xC3;
    assertThatThrownBy(
            () -> new FlexibilitySheet().read("id", new ByteArrayInputStream(csv), lines::add))
        .isInstanceOf(SheetRefusedException.class)
        .hasMessage("Line 3: the file is not UTF-8: save it as UTF-8.");
  }

  @Test
  void a_field_may_be_as_long_as_the_limit_and_hold_quotes_and_line_breaks() throws Exception {
    String group = "\"\"".repeat(9_996) + "\r\n\r\n";
    assertThat(
            ratios(
                    "Extra,InstanceSizeFlexibilityGroup,ArmSkuName,Ratio\n\""
                        + group
                        + "\",G,\"X\"\"Y\",1\n")
                .lines())
        .isEqualTo(1);
    assertThat(lines).containsExactly(new FlexibilityRatio("id", "G", "X\"Y", 1_000_000_000L));
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "x", "''", "1.0000000001", "3000000"})
  void a_ratio_is_a_number_above_zero_with_nine_decimals(String ratio) {
    refused(
        () -> ratios("InstanceSizeFlexibilityGroup,ArmSkuName,Ratio\nG,X," + ratio + "\n"),
        2,
        "Ratio");
  }

  @Test
  void ratios_are_kept_to_the_last_decimal_of_the_public_list() throws Exception {
    ratios(
        "InstanceSizeFlexibilityGroup,ArmSkuName,Ratio\n"
            + "M Series,Standard_M64,14.666666667\n"
            + "Mv2 Series,Standard_M208ms_v2,24.02807018\n");
    assertThat(lines)
        .containsExactly(
            new FlexibilityRatio("id", "M Series", "Standard_M64", 14_666_666_667L),
            new FlexibilityRatio("id", "Mv2 Series", "Standard_M208ms_v2", 24_028_070_180L));
  }

  @Test
  void a_size_may_belong_to_two_groups() throws Exception {
    Contents published =
        ratios("InstanceSizeFlexibilityGroup,ArmSkuName,Ratio\nHost,X,1\nIsolated,X,2\n");
    assertThat(published.lines()).isEqualTo(2);
  }

  @Test
  void a_ratio_said_twice_counts_once_and_two_ratios_are_refused() throws Exception {
    String header = "InstanceSizeFlexibilityGroup,ArmSkuName,Ratio\n";
    assertThat(ratios(header + "G,X,1\nG,X,1\ng,x,1.0\n").lines()).isEqualTo(1);
    refused(() -> ratios(header + "G,X,1\nG,x,2\n"), 3, "ArmSkuName");
    refused(() -> ratios(header), 2, "");
  }

  private Contents prices(String csv) throws Exception {
    lines.clear();
    return new PriceSheet().read("id", new ByteArrayInputStream(csv.getBytes(UTF_8)), lines::add);
  }

  private Contents ratios(String csv) throws Exception {
    lines.clear();
    return new FlexibilitySheet()
        .read("id", new ByteArrayInputStream(csv.getBytes(UTF_8)), lines::add);
  }

  private static void refused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable reading, long line, String column) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            SheetRefusedException.class,
            e -> {
              assertThat(e.line()).as(e.getMessage()).isEqualTo(line);
              assertThat(e.column()).as(e.getMessage()).isEqualTo(column);
              assertThat(e).hasMessageStartingWith("Line " + line).hasMessageEndingWith(".");
            });
  }
}
