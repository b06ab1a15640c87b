package cloud.reseller.reservations.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import cloud.reseller.events.CatalogueEvent;
import cloud.reseller.events.CatalogueEvent.FlexibilityRatio;
import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.CatalogueEvent.PriceSheetPublished;
import cloud.reseller.events.Money;
import cloud.reseller.events.Term;
import cloud.reseller.reservations.catalogue.Sheet.Published;
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
    Published published = prices(HEADER + LINE);

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
                new Money(521_46, "USD"),
                Optional.empty()));
    PriceSheetPublished publication = (PriceSheetPublished) published.publication();
    assertThat(publication.lines()).isEqualTo(1);
    assertThat(publication.effectiveFrom()).isEqualTo("2026-11-01T00:00:00Z");
    assertThat(publication.effectiveUntil()).isEqualTo("9999-12-31T23:59:59.9999999Z");
  }

  @Test
  void the_digest_can_be_made_with_any_tool() throws Exception {
    PriceSheetPublished published = (PriceSheetPublished) prices(HEADER + LINE).publication();

    // printf 'id\tStandard_D2s_v5\t...\tP1Y\t52146 USD\t\n' | sha256sum
    assertThat(published.digest())
        .isEqualTo("1ef346470ca1c626d05d25349a761f04de3fae54f34c5bfec25e4a9e34e3b65a");
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
    assertThat(line.payAsYouGo()).contains(new Money(840_00, "USD"));
  }

  @Test
  void lines_of_other_products_and_terms_are_counted_and_left_out() throws Exception {
    Published published =
        prices(
            HEADER
                + LINE.replace("Reserved VM Instance, Standard_D2s_v5", "SQL Database, vCore")
                + LINE
                + LINE.replace("P1Y", "P5Y"));
    assertThat(published.lines()).isEqualTo(1);
    assertThat(published.left()).isEqualTo(2);
  }

  @Test
  void columns_may_stand_in_any_order_among_others_with_a_byte_order_mark_and_blank_lines()
      throws Exception {
    Published published =
        ratios(
            "\uFEFF\n\n"
                + "Ratio,Extra,ArmSkuName,InstanceSizeFlexibilityGroup\n\n"
                + "2.5,\"a \"\"b\"\"\n"
                + "c\",X,G\n\n");
    assertThat(published.lines()).isEqualTo(1);
    assertThat(lines).containsExactly(new FlexibilityRatio("id", "G", "X", 2_500_000_000L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "0.5", ""})
  void the_first_price_tier_is_the_only_one(String from) throws Exception {
    assertThat(prices(HEADER + LINE.replace("521.455,,", "521.455," + from + ",")).lines())
        .isEqualTo(1);
  }

  @Test
  void money_has_the_decimals_of_its_currency() throws Exception {
    prices(HEADER + LINE.replace("USD,521.455", "JPY,52145.5"));
    assertThat(((PriceSheetLine) lines.getFirst()).unitCost()).isEqualTo(new Money(52_146, "JPY"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "521.455|0|UnitPrice",
        "521.455|-1|UnitPrice",
        "521.455|1e9|UnitPrice",
        "521.455|0.001|UnitPrice",
        "521.455|five|UnitPrice",
        "521.455|''|UnitPrice",
        "521.455|1234567890123456|UnitPrice",
        "P1Y|P2Y|TermDuration",
        "US,USD|us,USD|Market",
        "US,USD|USA,USD|Market",
        "US,USD|US,DOLLAR|Currency",
        "DZH318Z0CQ4W|''|ProductId",
        "US East 2|Atlantis|SkuTitle",
        ", US East 2, 1 Year|''|SkuTitle",
        "521.455,,|521.455,2,|PricingTierRangeMin",
        "2026-11-01T00:00:00.0000000Z|yesterday|EffectiveStartDate",
        "9999-12-31T23:59:59.9999999Z|2026-11-01|EffectiveEndDate"
      })
  void a_wrong_field_is_refused_by_line_and_column(String part, String instead, String column) {
    assertThat(LINE).contains(part);
    refused(
        () -> prices(HEADER + LINE + LINE.replace("D2s", "D4s").replace(part, instead)), 3, column);
  }

  @Test
  void a_missing_column_is_refused() {
    refused(() -> prices(HEADER.replace("UnitPrice,", "") + LINE), 1, "UnitPrice");
    refused(() -> ratios("InstanceSizeFlexibilityGroup,ArmSkuName\n"), 1, "Ratio");
    refused(() -> prices(""), 1, "");
  }

  @Test
  void a_row_of_another_width_is_refused() {
    refused(() -> prices(HEADER + LINE.replace("Microsoft,", "")), 2, "");
  }

  @Test
  void a_second_price_for_the_same_thing_is_refused() {
    refused(() -> prices(HEADER + LINE + LINE), 3, "SkuTitle");
  }

  @Test
  void a_sheet_holds_prices_of_one_period() {
    refused(
        () -> prices(HEADER + LINE + LINE.replace("D2s", "D4s").replace("2026-11", "2026-12")),
        3,
        "EffectiveStartDate");
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
            () ->
                new FlexibilitySheet(Instant.EPOCH)
                    .read("id", new ByteArrayInputStream(csv), lines::add))
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
    Published published =
        ratios("InstanceSizeFlexibilityGroup,ArmSkuName,Ratio\nHost,X,1\nIsolated,X,2\n");
    assertThat(published.lines()).isEqualTo(2);
  }

  @Test
  void a_ratio_said_twice_counts_once_and_two_ratios_are_refused() throws Exception {
    String header = "InstanceSizeFlexibilityGroup,ArmSkuName,Ratio\n";
    assertThat(ratios(header + "G,X,1\nG,X,1\n").lines()).isEqualTo(1);
    refused(() -> ratios(header + "G,X,1\nG,X,2\n"), 3, "ArmSkuName");
    refused(() -> ratios(header), 2, "");
  }

  private Published prices(String csv) throws Exception {
    lines.clear();
    return new PriceSheet().read("id", new ByteArrayInputStream(csv.getBytes(UTF_8)), lines::add);
  }

  private Published ratios(String csv) throws Exception {
    lines.clear();
    return new FlexibilitySheet(Instant.EPOCH)
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
