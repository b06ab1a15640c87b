package cloud.reseller.reservations.write;

import static cloud.reseller.reservations.write.Asking.owner;
import static cloud.reseller.reservations.write.Facts.CUSTOMER;
import static cloud.reseller.reservations.write.Facts.D2S;
import static cloud.reseller.reservations.write.Facts.NOW;
import static cloud.reseller.reservations.write.Facts.OPEN_END;
import static cloud.reseller.reservations.write.Facts.line;
import static cloud.reseller.reservations.write.Facts.price;
import static cloud.reseller.reservations.write.Facts.ready;
import static cloud.reseller.reservations.write.Facts.sheet;
import static cloud.reseller.reservations.write.Facts.usd;
import static cloud.reseller.reservations.write.Story.given;
import static cloud.reseller.reservations.write.Story.givenDefaultMarkup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.reseller.events.AppliedPrice;
import cloud.reseller.events.AppliedPrice.Origin;
import cloud.reseller.events.Event;
import cloud.reseller.events.Money;
import cloud.reseller.events.PermissionEvent.PriceRuleRemoved;
import cloud.reseller.events.PriceRule;
import cloud.reseller.events.ReservationEvent.ReservationPurchased;
import cloud.reseller.events.Term;
import cloud.reseller.reservations.write.policies.DefaultMarkup;
import cloud.reseller.reservations.write.pricing.Catalogue;
import cloud.reseller.reservations.write.pricing.Pricing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cost from the sheet in force at decision time, the customer's price from the partner's rules. */
class PurchasePriceTest {

  private static final String SHEET_SKU =
      line("any", D2S, "eastus", "US", Term.P1Y, usd(1)).sheetSku();

  @Test
  void without_a_rule_the_customer_pays_the_cost_and_the_default_markup() {
    given(ready())
        .when(owner().withQuantity(3).request())
        .thenBought(
            bought -> {
              assertThat(bought.partnerCost()).isEqualTo(usd(3_000_00));
              assertThat(bought.customerPrice()).isEqualTo(usd(3_000_00));
              assertThat(bought.price())
                  .isEqualTo(new AppliedPrice(new PriceRule.Percent(0), Origin.DEFAULT, "*"));
            });
    givenDefaultMarkup(1_500, ready())
        .when(owner().withQuantity(3).request())
        .thenBought(bought -> assertThat(bought.customerPrice()).isEqualTo(usd(3_450_00)));
  }

  @Test
  void the_default_markup_is_that_of_the_day_of_the_decision() {
    Instant change = Instant.parse("2026-12-01T00:00:00Z");
    Story story = givenDefaultMarkup(DefaultMarkup.parse("250, 2026-12-01=1500"), ready());
    story
        .whenAt(change.minusNanos(1), owner().request())
        .thenBought(bought -> assertThat(bought.customerPrice()).isEqualTo(usd(1_025_00)));
    story
        .whenAt(change, owner().request())
        .thenBought(
            bought -> {
              assertThat(bought.customerPrice()).isEqualTo(usd(1_150_00));
              assertThat(bought.price())
                  .isEqualTo(new AppliedPrice(new PriceRule.Percent(1_500), Origin.DEFAULT, "*"));
            });
  }

  @Test
  void the_rule_for_the_sheet_sku_comes_before_the_arm_sku_before_all() {
    Story story = given(ready(price("*", new PriceRule.Percent(1_000))));
    story
        .when(owner().request())
        .thenBought(
            bought -> {
              assertThat(bought.customerPrice()).isEqualTo(usd(1_100_00));
              assertThat(bought.price().origin()).isEqualTo(Origin.ALL);
              assertThat(bought.price().target()).isEqualTo("*");
            });
    story
        .and(price(D2S, new PriceRule.Percent(2_000)))
        .when(owner().request())
        .thenBought(
            bought -> {
              assertThat(bought.customerPrice()).isEqualTo(usd(1_200_00));
              assertThat(bought.price().origin()).isEqualTo(Origin.SKU);
              assertThat(bought.price().target()).isEqualTo(D2S);
            });
    story
        .and(price(SHEET_SKU, new PriceRule.Fixed(usd(999_99))))
        .when(owner().withQuantity(2).request())
        .thenBought(
            bought -> {
              assertThat(bought.customerPrice()).isEqualTo(usd(1_999_98));
              assertThat(bought.partnerCost()).isEqualTo(usd(2_000_00));
              assertThat(bought.price().target()).isEqualTo(SHEET_SKU);
            });
    story
        .and(
            new PriceRuleRemoved(CUSTOMER, SHEET_SKU, Facts.AGENT),
            new PriceRuleRemoved(CUSTOMER, D2S, Facts.AGENT),
            new PriceRuleRemoved(CUSTOMER, "*", Facts.AGENT))
        .when(owner().request())
        .thenBought(bought -> assertThat(bought.price().origin()).isEqualTo(Origin.DEFAULT));
  }

  @ParameterizedTest
  @CsvSource({
    "100, 0, 100",
    "100, 1500, 115",
    "1, 5000, 2",
    "1, 4999, 1",
    "333, 1, 333",
    "5000, 1, 5001",
    "4999, 1, 4999",
    "100, -10000, 0",
    "101, -5000, 51",
    "1000000000000, 2147483647, 214749364700000000"
  })
  void a_markup_is_rounded_half_up_once_on_the_whole_order(long cost, int basisPoints, long price) {
    assertThat(Pricing.marked(usd(cost), basisPoints)).isEqualTo(usd(price));
  }

  @Test
  void a_fixed_price_may_be_in_another_currency_than_the_cost() {
    given(ready(price(D2S, new PriceRule.Fixed(new Money(900_00, "EUR")))))
        .when(owner().withQuantity(2).request())
        .thenBought(
            bought -> {
              assertThat(bought.partnerCost()).isEqualTo(usd(2_000_00));
              assertThat(bought.customerPrice()).isEqualTo(new Money(1_800_00, "EUR"));
            });
  }

  @Test
  void a_fixed_price_too_large_for_an_order_is_refused() {
    given(ready(price(D2S, new PriceRule.Fixed(usd(Long.MAX_VALUE)))))
        .when(owner().request())
        .thenRefused(Refusal.QUANTITY_INVALID);
  }

  @Test
  void prices_hold_from_their_first_instant_until_just_before_their_last() {
    Instant from = Instant.parse("2026-12-01T00:00:00Z");
    Instant until = Instant.parse("2027-01-01T00:00:00Z");
    Story story = given(ready()).and(december(from, until).toArray(Event[]::new));
    story.whenAt(from.minusMillis(1), owner().request()).thenBought(b -> costs(b, 1_000_00));
    story.whenAt(from, owner().request()).thenBought(b -> costs(b, 1_111_00));
    story.whenAt(until.minusMillis(1), owner().request()).thenBought(b -> costs(b, 1_111_00));
    story.whenAt(until, owner().request()).thenBought(b -> costs(b, 1_000_00));
  }

  private static void costs(ReservationPurchased bought, long minor) {
    assertThat(bought.partnerCost()).isEqualTo(usd(minor));
  }

  private static List<Event> december(Instant from, Instant until) {
    return sheet(
        "sheet-december",
        from,
        until,
        line("sheet-december", D2S, "eastus", "US", Term.P1Y, usd(1_111_00)));
  }

  @Test
  void when_no_sheet_is_in_force_nothing_is_sold() {
    Instant until = NOW.plus(Duration.ofDays(1));
    Story story =
        given(
                sheet("s", NOW, until, line("s", D2S, "eastus", "US", Term.P1Y, usd(1_00)))
                    .toArray(Event[]::new))
            .and(Facts.customer(), Facts.azurePlan(), Facts.owner(), Facts.permissionOn());
    story
        .whenAt(NOW.minusMillis(1), owner().request())
        .thenRefused(Refusal.PRICES_NOT_IN_FORCE, "catalogue-events/0@1");
    story.whenAt(NOW, owner().request()).thenBought();
    story
        .whenAt(until, owner().request())
        .thenRefused(Refusal.PRICES_NOT_IN_FORCE, "catalogue-events/0@1");
  }

  @Test
  void lines_count_only_once_their_sheet_is_published() {
    List<Event> lines = december(NOW, OPEN_END);
    Story story = given(ready()).and(lines.getFirst());
    story.when(owner().request()).thenBought(b -> costs(b, 1_000_00));
    story.and(lines.getLast()).when(owner().request()).thenBought(b -> costs(b, 1_111_00));
  }

  @Test
  void a_publication_that_does_not_agree_with_its_lines_changes_nothing() {
    List<Event> lines = december(NOW, OPEN_END);
    given(ready())
        .and(lines.getFirst(), lines.getFirst(), lines.getLast())
        .when(owner().request())
        .thenBought(b -> costs(b, 1_000_00));
    given(ready()).and(lines.getLast()).when(owner().request()).thenBought(b -> costs(b, 1_000_00));
  }

  @Test
  void a_sheet_published_again_from_the_same_instant_takes_the_place_of_the_first() {
    Instant from = Instant.parse("2026-11-01T00:00:00Z");
    given(ready())
        .and(december(from, OPEN_END).toArray(Event[]::new))
        .when(owner().request())
        .thenBought(b -> costs(b, 1_111_00));
  }

  @Test
  void a_sheet_is_forgotten_when_it_was_replaced_more_than_30_days_before() {
    Instant later = NOW.plus(Catalogue.KEPT).plusMillis(1);
    Story story = given(ready()).and(december(NOW, OPEN_END).toArray(Event[]::new));
    List<Event> third =
        sheet("third", later, OPEN_END, line("third", D2S, "eastus", "US", Term.P1Y, usd(3_00)));
    third.forEach(fact -> story.and(later, fact));
    story.whenAt(NOW, owner().request()).thenBought(b -> costs(b, 1_111_00));
    story.whenAt(NOW.minusSeconds(1), owner().request()).thenRefused(Refusal.PRICES_NOT_IN_FORCE);
  }

  @Test
  void a_sheet_whose_replacement_ended_holds_again_however_long_ago_it_was_replaced() {
    Instant promotion = NOW.minus(Duration.ofDays(90));
    Instant later = NOW.plus(Duration.ofDays(30));
    List<Event> base =
        sheet(
            "base",
            Instant.EPOCH,
            OPEN_END,
            line("base", D2S, "eastus", "US", Term.P1Y, usd(7_00)));
    Story story =
        given(base.toArray(Event[]::new))
            .and(Facts.customer(), Facts.azurePlan(), Facts.owner(), Facts.permissionOn())
            .and(december(promotion, promotion.plus(Duration.ofDays(30))).toArray(Event[]::new))
            .and(
                sheet(
                        "next",
                        later,
                        OPEN_END,
                        line("next", D2S, "eastus", "US", Term.P1Y, usd(8_00)))
                    .toArray(Event[]::new));
    story.whenAt(NOW, owner().request()).thenBought(b -> costs(b, 7_00));
    story.whenAt(later, owner().request()).thenBought(b -> costs(b, 8_00));
  }

  @Test
  void a_default_markup_below_minus_one_hundred_percent_is_no_configuration() {
    assertThatThrownBy(() -> DefaultMarkup.always(-10_001))
        .hasMessageContaining("reseller.default-markup-basis-points");
  }
}
