package cloud.reseller.permissions.write;

import static cloud.reseller.permissions.write.Sample.*;
import static cloud.reseller.permissions.write.Scenario.given;

import cloud.reseller.events.PermissionEvent.PurchaseLimitRemoved;
import cloud.reseller.events.PermissionEvent.PurchaseLimitSet;
import cloud.reseller.permissions.write.PermissionCommand.RemovePurchaseLimit;
import cloud.reseller.permissions.write.PermissionCommand.SetPurchaseLimit;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PurchaseLimitTest {

  private static final OptionalLong NONE = OptionalLong.empty();
  private static final OptionalLong THOUSAND = OptionalLong.of(100_000);
  private static final OptionalLong ZERO = OptionalLong.of(0);

  @Test
  void all_three_limits_are_set() {
    given(fabrikamAdded())
        .when(set("USD", THOUSAND, THOUSAND, THOUSAND))
        .then(limitSet("USD", THOUSAND, THOUSAND, THOUSAND));
  }

  @Test
  void one_limit_is_enough() {
    given(fabrikamAdded())
        .when(set("USD", NONE, NONE, OptionalLong.of(1)))
        .then(limitSet("USD", NONE, NONE, OptionalLong.of(1)));
  }

  @Test
  void no_limit_at_all_is_refused() {
    given(fabrikamAdded()).when(set("USD", NONE, NONE, NONE)).thenRefused(Refusal.LIMIT_EMPTY);
  }

  @Test
  void every_limit_given_is_positive() {
    given(fabrikamAdded())
        .when(set("USD", ZERO, THOUSAND, THOUSAND))
        .thenRefused(Refusal.LIMIT_NOT_POSITIVE);
    given(fabrikamAdded())
        .when(set("USD", NONE, OptionalLong.of(-1), NONE))
        .thenRefused(Refusal.LIMIT_NOT_POSITIVE);
    given(fabrikamAdded())
        .when(set("USD", THOUSAND, NONE, ZERO))
        .thenRefused(Refusal.LIMIT_NOT_POSITIVE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "usd", "US", "DOLLAR", "ZZZ"})
  void the_currency_is_an_iso_code(String currency) {
    given(fabrikamAdded())
        .when(set(currency, THOUSAND, NONE, NONE))
        .thenRefused(Refusal.CURRENCY_UNKNOWN);
  }

  /** Decisions must not depend on the currencies of the Java runtime. */
  @ParameterizedTest
  @ValueSource(strings = {"DEM", "XAU", "BGN", "XXX"})
  void the_currency_is_in_use_but_under_the_first_rule_set_it_may_have_ended(String currency) {
    given(fabrikamAdded())
        .whenUnder(1, set(currency, THOUSAND, NONE, NONE))
        .then(limitSet(currency, THOUSAND, NONE, NONE));
    given(fabrikamAdded())
        .whenUnder(2, set(currency, THOUSAND, NONE, NONE))
        .thenRefused(Refusal.CURRENCY_UNKNOWN);
  }

  @Test
  void the_currency_is_that_of_the_customers_market_since_rule_set_3() {
    given(fabrikamAdded())
        .when(set("EUR", THOUSAND, NONE, NONE))
        .thenRefused(Refusal.CURRENCY_NOT_OF_MARKET);
    given(fabrikamAdded())
        .whenUnder(2, set("EUR", THOUSAND, NONE, NONE))
        .then(limitSet("EUR", THOUSAND, NONE, NONE));
    given(fabrikamAddedIn("DE"))
        .when(set("EUR", THOUSAND, NONE, NONE))
        .then(limitSet("EUR", THOUSAND, NONE, NONE));
  }

  @Test
  void a_limit_replaces_the_one_before() {
    given(fabrikamAdded(), limitSet("USD", THOUSAND, NONE, NONE))
        .when(set("USD", NONE, THOUSAND, NONE))
        .then(limitSet("USD", NONE, THOUSAND, NONE));
  }

  @Test
  void a_limit_is_removed() {
    given(fabrikamAdded(), limitSet("USD", THOUSAND, NONE, NONE))
        .when(new RemovePurchaseLimit(FABRIKAM, BY))
        .then(new PurchaseLimitRemoved(FABRIKAM, ADMIN));
  }

  @Test
  void a_removed_limit_is_gone() {
    given(
            fabrikamAdded(),
            limitSet("USD", THOUSAND, NONE, NONE),
            new PurchaseLimitRemoved(FABRIKAM, ADMIN))
        .when(new RemovePurchaseLimit(FABRIKAM, BY))
        .thenRefused(Refusal.LIMIT_NOT_FOUND);
  }

  @Test
  void a_limit_never_set_cannot_be_removed() {
    given(fabrikamAdded())
        .when(new RemovePurchaseLimit(FABRIKAM, BY))
        .thenRefused(Refusal.LIMIT_NOT_FOUND);
  }

  private static SetPurchaseLimit set(
      String currency, OptionalLong order, OptionalLong day, OptionalLong month) {
    return new SetPurchaseLimit(FABRIKAM, currency, order, day, month, BY);
  }

  private static PurchaseLimitSet limitSet(
      String currency, OptionalLong order, OptionalLong day, OptionalLong month) {
    return new PurchaseLimitSet(FABRIKAM, currency, order, day, month, ADMIN);
  }
}
