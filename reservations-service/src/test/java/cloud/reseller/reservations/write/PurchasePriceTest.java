package cloud.reseller.reservations.write;

import static cloud.reseller.reservations.write.Asking.owner;
import static cloud.reseller.reservations.write.Facts.CUSTOMER;
import static cloud.reseller.reservations.write.Facts.D2S;
import static cloud.reseller.reservations.write.Facts.NOW;
import static cloud.reseller.reservations.write.Facts.OPEN_END;
import static cloud.reseller.reservations.write.Facts.firstLine;
import static cloud.reseller.reservations.write.Facts.firstSheet;
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
import cloud.reseller.events.UnitPrice;
import cloud.reseller.reservations.write.policies.DefaultMarkup;
import cloud.reseller.reservations.write.pricing.Pricing;
import java.time.Instant;
import java.util.Locale;
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
  void a_quantity_beyond_every_amount_is_too_large() {
    for (long quantity : new long[] {Integer.MAX_VALUE + 1L, Long.MAX_VALUE}) {
      given(ready())
          .when(owner().withQuantity(quantity).request())
          .thenTold(Refusal.QUANTITY_TOO_LARGE);
      given(ready())
          .and(first())
          .under(2)
          .when(owner().withQuantity(quantity).request())
          .thenTold(Refusal.QUANTITY_INVALID);
    }
  }

  @Test
  void decimals_of_a_sheet_are_rounded_half_up_once_on_the_whole_order() {
    Story story = given(ready()).and(thirds("0.333333333333", "US", "USD"));
    story.when(owner().withQuantity(1).request()).thenBought(b -> costs(b, usd(33)));
    story.when(owner().withQuantity(3).request()).thenBought(b -> costs(b, usd(1_00)));
    story.when(owner().withQuantity(1_000).request()).thenBought(b -> costs(b, usd(333_33)));
    story.and(thirds("0.005", "US", "USD"));
    story.when(owner().withQuantity(1).request()).thenBought(b -> costs(b, usd(1)));
    story.when(owner().withQuantity(2).request()).thenBought(b -> costs(b, usd(1)));
    story.when(owner().withQuantity(3).request()).thenBought(b -> costs(b, usd(2)));
    story.and(thirds("0.004", "US", "USD"));
    story.when(owner().withQuantity(1).request()).thenBought(b -> costs(b, usd(0)));
  }

  @Test
  void amounts_in_yen_are_rounded_to_whole_yen() {
    given(thirds("52145.4321", "JP", "JPY"))
        .and(Facts.customerIn("JP"), Facts.azurePlan(), Facts.owner(), Facts.permissionOn())
        .when(owner().withQuantity(10).request())
        .thenBought(b -> costs(b, new Money(521_454, "JPY")));
  }

  private static Event[] thirds(String decimal, String market, String currency) {
    String id = "sheet of " + decimal;
    return sheet(
            id,
            NOW,
            line(
                id,
                D2S,
                "eastus",
                market,
                Term.P1Y,
                new UnitPrice(decimal, currency),
                NOW,
                OPEN_END))
        .toArray(Event[]::new);
  }

  private static void costs(ReservationPurchased bought, Money cost) {
    assertThat(bought.partnerCost()).isEqualTo(cost);
  }

  @Test
  void a_price_after_a_markup_cannot_exceed_the_limit_of_an_order() {
    // 1,000.00 each; with a markup of 100%, half as many can be ordered.
    Story story = given(ready(price("*", new PriceRule.Percent(10_000)))).and(first());
    story
        .when(owner().withQuantity(5_000_000).request())
        .thenBought(b -> assertThat(b.customerPrice()).isEqualTo(usd(Pricing.MOST_MINOR)));
    story.when(owner().withQuantity(5_000_001).request()).thenRefused(Refusal.QUANTITY_TOO_LARGE);
    story
        .under(2)
        .when(owner().withQuantity(5_000_001).request())
        .thenBought(b -> assertThat(b.customerPrice()).isEqualTo(usd(1_000_000_200_000L)));
  }

  /** The same price in a sheet of version 1, which earlier rule sets use. */
  private static Event[] first() {
    return firstSheet(
            "first",
            Instant.EPOCH,
            OPEN_END,
            firstLine("first", D2S, "eastus", "US", Term.P1Y, usd(1_000_00)))
        .toArray(Event[]::new);
  }

  @Test
  void a_price_after_the_default_markup_cannot_exceed_the_limit_of_an_order() {
    givenDefaultMarkup(Integer.MAX_VALUE, ready())
        .when(owner().withQuantity(1).request())
        .thenBought();
    givenDefaultMarkup(Integer.MAX_VALUE, ready())
        .when(owner().withQuantity(100).request())
        .thenRefused(Refusal.QUANTITY_TOO_LARGE);
  }

  @ParameterizedTest
  @CsvSource({"standard_d2s_V5", "STANDARD_D2S_V5", "Standard_D2s_v5"})
  void the_size_in_a_price_rule_is_case_insensitive(String target) {
    Story story =
        given(
                ready(
                    price("*", new PriceRule.Percent(1_000)),
                    price(target, new PriceRule.Percent(2_000))))
            .and(first());
    story
        .when(owner().request())
        .thenBought(
            bought -> {
              assertThat(bought.customerPrice()).isEqualTo(usd(1_200_00));
              assertThat(bought.price().target()).isEqualTo(target);
            });
    story
        .under(2)
        .when(owner().request())
        .thenBought(
            bought ->
                assertThat(bought.price().target()).isEqualTo(target.equals(D2S) ? target : "*"));
  }

  @Test
  void the_sheet_sku_in_a_price_rule_is_case_insensitive_and_an_exact_match_comes_first() {
    Story story =
        given(ready(price(SHEET_SKU.toLowerCase(Locale.ROOT), new PriceRule.Percent(2_000))));
    story
        .when(owner().request())
        .thenBought(bought -> assertThat(bought.customerPrice()).isEqualTo(usd(1_200_00)));
    story
        .and(price(SHEET_SKU, new PriceRule.Percent(3_000)))
        .when(owner().request())
        .thenBought(bought -> assertThat(bought.customerPrice()).isEqualTo(usd(1_300_00)));
  }

  @Test
  void a_default_markup_below_minus_one_hundred_percent_is_no_configuration() {
    assertThatThrownBy(() -> DefaultMarkup.always(-10_001))
        .hasMessageContaining("reseller.default-markup-basis-points");
  }
}
