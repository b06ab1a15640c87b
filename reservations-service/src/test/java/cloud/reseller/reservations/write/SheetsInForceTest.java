package cloud.reseller.reservations.write;

import static cloud.reseller.reservations.write.Asking.owner;
import static cloud.reseller.reservations.write.Facts.D2S;
import static cloud.reseller.reservations.write.Facts.D4S;
import static cloud.reseller.reservations.write.Facts.NOVEMBER;
import static cloud.reseller.reservations.write.Facts.NOW;
import static cloud.reseller.reservations.write.Facts.OPEN_END;
import static cloud.reseller.reservations.write.Facts.OTHER_PARTNER;
import static cloud.reseller.reservations.write.Facts.PARTNER;
import static cloud.reseller.reservations.write.Facts.firstLine;
import static cloud.reseller.reservations.write.Facts.firstRatios;
import static cloud.reseller.reservations.write.Facts.firstSheet;
import static cloud.reseller.reservations.write.Facts.line;
import static cloud.reseller.reservations.write.Facts.ratios;
import static cloud.reseller.reservations.write.Facts.ready;
import static cloud.reseller.reservations.write.Facts.sheet;
import static cloud.reseller.reservations.write.Facts.usd;
import static cloud.reseller.reservations.write.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.events.CatalogueEvent.PriceSheetLine;
import cloud.reseller.events.Event;
import cloud.reseller.events.Flexibility;
import cloud.reseller.events.Term;
import cloud.reseller.events.UnitPrice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sheet in force for each partner, and its valid lines, under the newest rule set. */
class SheetsInForceTest {

  private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");
  private static final Instant JANUARY = Instant.parse("2027-01-01T00:00:00Z");
  private static final Duration KEPT = Duration.ofDays(400);

  @Test
  void each_partner_has_its_own_prices_or_else_the_operators() {
    Story story = given(ready());
    story
        .when(owner().request())
        .thenBought(b -> assertThat(b.partnerCost()).isEqualTo(usd(100_000)));
    story.and(of(OTHER_PARTNER, "theirs", NOW, 5_00));
    story.when(owner().request()).thenBought(b -> assertThat(b.sheet()).isEqualTo("sheet-us"));
    story.and(of(PARTNER, "ours", NOW, 7_00));
    story.when(owner().request()).thenBought(b -> assertThat(b.partnerCost()).isEqualTo(usd(7_00)));
    // A later sheet of the operator does not replace the partner's own.
    story.and(ofOperator("again", NOW, 9_00));
    story.when(owner().request()).thenBought(b -> assertThat(b.sheet()).isEqualTo("ours"));
  }

  @Test
  void a_partners_sheet_is_only_in_force_in_its_own_markets() {
    given(ready())
        .and(
            sheet(
                    "ours",
                    Optional.of(PARTNER),
                    NOW,
                    line("ours", D2S, "eastus", "DE", Term.P1Y, usd(7_00)))
                .toArray(Event[]::new))
        .when(owner().request())
        .thenBought(b -> assertThat(b.sheet()).isEqualTo("sheet-us"));
  }

  @Test
  void a_product_without_a_line_in_the_partners_sheet_is_not_sold() {
    given(ready())
        .and(of(PARTNER, "ours", NOW, 7_00))
        .when(owner().withSku(D4S).withLocation("westeurope").request())
        .thenRefused(Refusal.PRODUCT_NOT_FOUND);
  }

  @Test
  void a_sheet_published_again_is_in_force_from_then_on() {
    Story story = given(ready());
    story.and(ofOperator("a", NOW, 1_00));
    story.and(ofOperator("b", NOW.plusSeconds(1), 2_00));
    story.and(ofOperator("a again", NOW.plusSeconds(2), 1_00));
    story
        .whenAt(NOW.plusSeconds(1), owner().request())
        .thenBought(b -> assertThat(b.sheet()).isEqualTo("b"));
    story
        .whenAt(NOW.plusSeconds(2), owner().request())
        .thenBought(b -> assertThat(b.sheet()).isEqualTo("a again"));
  }

  @Test
  void of_sheets_with_the_same_start_the_one_published_last_is_in_force() {
    Story story = given(ready());
    story.and(ofOperator("first", DECEMBER, 1_00)).and(ofOperator("second", DECEMBER, 2_00));
    story
        .whenAt(DECEMBER, owner().request())
        .thenBought(b -> assertThat(b.sheet()).isEqualTo("second"));
  }

  @Test
  void a_future_sheet_takes_over_when_it_begins_whatever_is_published_before() {
    Story story = given(ready());
    story.and(of(PARTNER, "december", DECEMBER, 2_00));
    story.and(of(PARTNER, "until then", NOW, 1_00));
    story
        .whenAt(DECEMBER.minusMillis(1), owner().request())
        .thenBought(b -> assertThat(b.sheet()).isEqualTo("until then"));
    story
        .whenAt(DECEMBER, owner().request())
        .thenBought(b -> assertThat(b.sheet()).isEqualTo("december"));
    // Until the partner's first sheet begins, the operator's is in force.
    given(ready())
        .and(of(PARTNER, "december", DECEMBER, 2_00))
        .whenAt(DECEMBER.minusMillis(1), owner().request())
        .thenBought(b -> assertThat(b.sheet()).isEqualTo("sheet-us"));
  }

  @Test
  void each_line_of_the_sheet_in_force_has_its_own_validity_and_no_earlier_sheet_is_used() {
    Story story =
        given(ready())
            .and(
                sheet(
                        "ours",
                        Optional.of(PARTNER),
                        NOW,
                        at("ours", 10_00, NOW, DECEMBER),
                        at("ours", 20_00, JANUARY, OPEN_END))
                    .toArray(Event[]::new));
    story
        .whenAt(DECEMBER.minusMillis(1), owner().request())
        .thenBought(b -> assertThat(b.partnerCost()).isEqualTo(usd(10_00)));
    story
        .whenAt(DECEMBER, owner().request())
        .thenRefused(Refusal.PRICE_NOT_IN_FORCE, "catalogue-events/0@9");
    story.whenAt(DECEMBER, owner().request()).thenTold(Refusal.PRICE_NOT_IN_FORCE);
    story.whenAt(JANUARY.minusMillis(1), owner().request()).thenRefused(Refusal.PRICE_NOT_IN_FORCE);
    story
        .whenAt(JANUARY, owner().request())
        .thenBought(b -> assertThat(b.partnerCost()).isEqualTo(usd(20_00)));
    story.whenAt(DECEMBER, owner().withTerm("P3Y").request()).thenRefused(Refusal.TERM_NOT_SOLD);
  }

  @Test
  void of_several_valid_equal_prices_the_one_with_the_latest_start_is_used() {
    PriceSheetLine whole = at("ours", 10_00, NOW, OPEN_END);
    PriceSheetLine later =
        new PriceSheetLine(
            whole.sheet(),
            whole.sku(),
            "DZH318Z0:later",
            whole.title(),
            whole.region(),
            whole.market(),
            whole.term(),
            whole.unitCost(),
            Optional.empty(),
            DECEMBER,
            JANUARY);
    for (List<PriceSheetLine> lines : List.of(List.of(whole, later), List.of(later, whole))) {
      Story story =
          given(ready())
              .and(sheet("ours", NOW, lines.toArray(PriceSheetLine[]::new)).toArray(Event[]::new));
      story
          .whenAt(DECEMBER, owner().request())
          .thenBought(b -> assertThat(b.sheetSku()).isEqualTo("DZH318Z0:later"));
      story
          .whenAt(JANUARY, owner().request())
          .thenBought(b -> assertThat(b.sheetSku()).isEqualTo(whole.sheetSku()));
    }
  }

  @Test
  void a_superseded_sheet_is_kept_400_days() {
    Story story = given(ready()).and(ofOperator("next", DECEMBER, 2_00));
    publishAt(DECEMBER.plus(KEPT).minusMillis(1), story, "third");
    story
        .whenAt(DECEMBER.minusMillis(1), owner().request())
        .thenBought(b -> assertThat(b.sheet()).isEqualTo("sheet-us"));
    publishAt(DECEMBER.plus(KEPT), story, "fourth");
    story
        .whenAt(DECEMBER.minusMillis(1), owner().request())
        .thenRefused(Refusal.PRICES_NOT_IN_FORCE);
    story
        .whenAt(DECEMBER, owner().request())
        .thenBought(b -> assertThat(b.sheet()).isEqualTo("next"));
  }

  private static void publishAt(Instant at, Story story, String id) {
    for (Event fact : ofOperator(id, at, 3_00)) {
      story.and(at, fact);
    }
  }

  @Test
  void nothing_is_sold_before_a_sheet_begins() {
    Story story =
        given(ofOperator("december", DECEMBER, 1_00))
            .and(Facts.customer(), Facts.azurePlan(), Facts.owner(), Facts.permissionOn());
    story
        .whenAt(DECEMBER.minusMillis(1), owner().request())
        .thenRefused(Refusal.PRICES_NOT_IN_FORCE, "catalogue-events/0@1");
    story.whenAt(DECEMBER, owner().request()).thenBought();
  }

  @Test
  void lines_take_effect_only_with_a_publication_that_matches_them() {
    Event[] sheet = ofOperator("next", NOW, 2_00);
    Story story = given(ready()).and(sheet[0]);
    story.when(owner().request()).thenBought(b -> assertThat(b.sheet()).isEqualTo("sheet-us"));
    story
        .and(sheet[1])
        .when(owner().request())
        .thenBought(b -> assertThat(b.sheet()).isEqualTo("next"));
    given(ready())
        .and(sheet[0], sheet[0], sheet[1])
        .when(owner().request())
        .thenBought(b -> assertThat(b.sheet()).isEqualTo("sheet-us"));
    given(ready())
        .and(sheet[1])
        .when(owner().request())
        .thenBought(b -> assertThat(b.sheet()).isEqualTo("sheet-us"));
  }

  @ParameterizedTest
  @CsvSource({
    "standard_d2s_v5, eastus, p1y, upfront, virtualmachines, shared, on",
    "STANDARD_D2S_V5, EastUS, P1y, UPFRONT, VIRTUALMACHINES, SHARED, ON",
    "Standard_D2s_v5, East US, P1Y, Upfront, VirtualMachines, Shared, On",
    "Standard_D2s_v5, US East, P1Y, Upfront, VirtualMachines, Shared, On",
    "Standard_D2s_v5, us east, P1Y, Upfront, VirtualMachines, Shared, On"
  })
  void requests_are_case_insensitive_and_the_catalogues_spelling_is_stored(
      String sku,
      String region,
      String term,
      String plan,
      String kind,
      String scope,
      String flexible) {
    Asking asking =
        owner()
            .withSku(sku)
            .withLocation(region)
            .withTerm(term)
            .withBillingPlan(plan)
            .withResourceType(kind)
            .withScopeType(scope)
            .withFlexibility(flexible);
    Story story = given(ready());
    story
        .when(asking.request())
        .thenBought(
            bought -> {
              assertThat(bought.sku()).isEqualTo(D2S);
              assertThat(bought.region()).isEqualTo("eastus");
              assertThat(bought.term()).isEqualTo(Term.P1Y);
              assertThat(bought.flexibility()).isEqualTo(Flexibility.ON);
            });
  }

  @Test
  void two_spellings_of_a_size_in_one_sheet_are_one_size() {
    Story story =
        given(ready())
            .and(
                sheet(
                        "ours",
                        NOW,
                        line("ours", D2S, "eastus", "US", Term.P1Y, usd(1_00)),
                        line(
                            "ours",
                            D2S.toLowerCase(Locale.ROOT),
                            "westus",
                            "US",
                            Term.P1Y,
                            usd(2_00)))
                    .toArray(Event[]::new));
    story.when(owner().request()).thenBought(b -> assertThat(b.partnerCost()).isEqualTo(usd(1_00)));
    story
        .when(owner().withLocation("westus").request())
        .thenBought(b -> assertThat(b.partnerCost()).isEqualTo(usd(2_00)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"standard_a2_v2", "BASIC_A1", "standard_gs5"})
  void sizes_that_can_never_be_reserved_are_refused_in_any_case(String sku) {
    given(ready()).when(owner().withSku(sku).request()).thenRefused(Refusal.PRODUCT_EXCLUDED);
  }

  @Test
  void a_size_is_flexible_whatever_its_case_in_sheet_and_list() {
    Story story =
        given(
                firstSheet(
                        "first",
                        Instant.EPOCH,
                        OPEN_END,
                        firstLine("first", D2S, "eastus", "US", Term.P1Y, usd(1_00)))
                    .toArray(Event[]::new))
            .and(
                firstRatios("list", Instant.EPOCH, D2S.toUpperCase(Locale.ROOT))
                    .toArray(Event[]::new))
            .and(Facts.customer(), Facts.azurePlan(), Facts.owner(), Facts.permissionOn());
    story
        .when(owner().request())
        .thenBought(b -> assertThat(b.flexibility()).isEqualTo(Flexibility.ON));
    for (int before : List.of(1, 2)) {
      story
          .under(before)
          .when(owner().request())
          .thenBought(b -> assertThat(b.flexibility()).isEqualTo(Flexibility.OFF));
    }
  }

  @Test
  void a_future_list_of_ratios_takes_over_when_it_begins() {
    Story story = given(ready()).and(ratios("december", DECEMBER, D4S).toArray(Event[]::new));
    story
        .whenAt(DECEMBER.minusMillis(1), owner().request())
        .thenBought(b -> assertThat(b.flexibility()).isEqualTo(Flexibility.ON));
    story
        .whenAt(DECEMBER, owner().request())
        .thenBought(b -> assertThat(b.flexibility()).isEqualTo(Flexibility.OFF));
  }

  private static PriceSheetLine at(String sheet, long minor, Instant from, Instant until) {
    return line(sheet, D2S, "eastus", "US", Term.P1Y, UnitPrice.of(usd(minor)), from, until);
  }

  private static Event[] ofOperator(String id, Instant from, long minor) {
    return sheet(id, from, at(id, minor, NOVEMBER, OPEN_END)).toArray(Event[]::new);
  }

  private static Event[] of(String partner, String id, Instant from, long minor) {
    return sheet(id, Optional.of(partner), from, at(id, minor, NOVEMBER, OPEN_END))
        .toArray(Event[]::new);
  }
}
