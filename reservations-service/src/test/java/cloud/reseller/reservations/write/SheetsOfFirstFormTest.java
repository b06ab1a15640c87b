package cloud.reseller.reservations.write;

import static cloud.reseller.reservations.write.Asking.owner;
import static cloud.reseller.reservations.write.Facts.D2S;
import static cloud.reseller.reservations.write.Facts.NOVEMBER;
import static cloud.reseller.reservations.write.Facts.NOW;
import static cloud.reseller.reservations.write.Facts.OPEN_END;
import static cloud.reseller.reservations.write.Facts.PARTNER;
import static cloud.reseller.reservations.write.Facts.firstLine;
import static cloud.reseller.reservations.write.Facts.firstRatios;
import static cloud.reseller.reservations.write.Facts.firstSheet;
import static cloud.reseller.reservations.write.Facts.line;
import static cloud.reseller.reservations.write.Facts.sheet;
import static cloud.reseller.reservations.write.Facts.usd;
import static cloud.reseller.reservations.write.Story.given;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.events.Event;
import cloud.reseller.events.Flexibility;
import cloud.reseller.events.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule sets 1 and 2 only use sheets of version 1, each of which ends as a whole. */
class SheetsOfFirstFormTest {

  private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");
  private static final Instant JANUARY = Instant.parse("2027-01-01T00:00:00Z");
  private static final Duration KEPT = Duration.ofDays(30);

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void when_a_sheet_ends_the_earlier_one_is_in_force_again(int rules) {
    Story story = first(rules).and(of("december", DECEMBER, JANUARY, 2_00));
    story
        .whenAt(DECEMBER.minusMillis(1), owner().request())
        .thenBought(b -> assertThat(b.sheet()).isEqualTo("first"));
    story
        .whenAt(DECEMBER, owner().request())
        .thenBought(b -> assertThat(b.sheet()).isEqualTo("december"));
    story
        .whenAt(JANUARY, owner().request())
        .thenBought(b -> assertThat(b.sheet()).isEqualTo("first"));
    // Since rule set 3, no earlier sheet is used.
    story.under(3).whenAt(JANUARY, owner().request()).thenRefused(Refusal.PRICE_NOT_IN_FORCE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void a_sheet_is_forgotten_30_days_after_it_was_replaced(int rules) {
    Story story = first(rules).and(of("second", DECEMBER, OPEN_END, 2_00));
    Instant later = DECEMBER.plus(KEPT);
    for (Event fact : of("third", later, OPEN_END, 3_00)) {
      story.and(later, fact);
    }
    story
        .whenAt(DECEMBER.minusMillis(1), owner().request())
        .thenRefused(Refusal.PRICES_NOT_IN_FORCE, "catalogue-events/0@5");
    story
        .whenAt(DECEMBER, owner().request())
        .thenBought(b -> assertThat(b.sheet()).isEqualTo("second"));
    story
        .under(3)
        .whenAt(DECEMBER.minusMillis(1), owner().request())
        .thenBought(b -> assertThat(b.sheet()).isEqualTo("first"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void a_sheet_whose_replacement_ended_is_in_force_again_however_long_ago_it_was_replaced(
      int rules) {
    Instant promotion = NOW.minus(Duration.ofDays(90));
    Story story =
        first(rules)
            .and(of("promotion", promotion, promotion.plus(KEPT), 2_00))
            .and(of("next", DECEMBER, OPEN_END, 3_00));
    story.whenAt(NOW, owner().request()).thenBought(b -> assertThat(b.sheet()).isEqualTo("first"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void of_two_lines_for_one_product_the_last_one_is_used(int rules) {
    Story story =
        first(rules)
            .and(
                firstSheet(
                        "two",
                        NOW,
                        OPEN_END,
                        firstLine("two", D2S, "eastus", "US", Term.P1Y, usd(1_00)),
                        firstLine("two", D2S, "eastus", "US", Term.P1Y, usd(2_00)))
                    .toArray(Event[]::new));
    story.when(owner().request()).thenBought(b -> assertThat(b.partnerCost()).isEqualTo(usd(2_00)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void names_are_case_sensitive(int rules) {
    Story story = first(rules);
    story
        .when(owner().withSku(D2S.toLowerCase(Locale.ROOT)).request())
        .thenRefused(Refusal.PRODUCT_NOT_FOUND);
    story.when(owner().withLocation("East US").request()).thenRefused(Refusal.REGION_NOT_SOLD);
    story.when(owner().withTerm("p1y").request()).thenRefused(Refusal.TERM_UNSUPPORTED);
    story
        .when(owner().withBillingPlan("upfront").request())
        .thenRefused(Refusal.BILLING_PLAN_NOT_SOLD);
    story
        .when(owner().withResourceType("virtualmachines").request())
        .thenRefused(Refusal.RESOURCE_TYPE_NOT_SOLD);
    story.when(owner().withScopeType("shared").request()).thenRefused(Refusal.SCOPE_TYPE_INVALID);
    story.when(owner().withFlexibility("on").request()).thenRefused(Refusal.FLEXIBILITY_INVALID);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void sheets_of_version_2_are_not_used(int rules) {
    first(rules)
        .and(
            sheet("new", NOW, line("new", D2S, "eastus", "US", Term.P1Y, usd(9_00)))
                .toArray(Event[]::new))
        .and(
            sheet(
                    "ours",
                    Optional.of(PARTNER),
                    NOW,
                    line("ours", D2S, "eastus", "US", Term.P1Y, usd(9_00)))
                .toArray(Event[]::new))
        .when(owner().request())
        .thenBought(b -> assertThat(b.sheet()).isEqualTo("first"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void the_list_of_ratios_published_last_is_in_force_whatever_its_start(int rules) {
    Story story =
        first(rules)
            .and(firstRatios("one", NOVEMBER, D2S).toArray(Event[]::new))
            .and(firstRatios("two", Instant.EPOCH, "Standard_D9s_v5").toArray(Event[]::new));
    story
        .when(owner().request())
        .thenBought(b -> assertThat(b.flexibility()).isEqualTo(Flexibility.OFF));
    story
        .under(3)
        .when(owner().request())
        .thenBought(b -> assertThat(b.flexibility()).isEqualTo(Flexibility.ON));
  }

  private static Story first(int rules) {
    return given(of("first", Instant.EPOCH, OPEN_END, 1_00))
        .and(Facts.customer(), Facts.azurePlan(), Facts.owner(), Facts.permissionOn())
        .under(rules);
  }

  private static Event[] of(String id, Instant from, Instant until, long minor) {
    return firstSheet(id, from, until, firstLine(id, D2S, "eastus", "US", Term.P1Y, usd(minor)))
        .toArray(Event[]::new);
  }
}
