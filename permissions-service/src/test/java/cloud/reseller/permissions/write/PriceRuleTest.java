package cloud.reseller.permissions.write;

import static cloud.reseller.permissions.write.Sample.*;
import static cloud.reseller.permissions.write.Scenario.given;

import cloud.reseller.events.Money;
import cloud.reseller.events.PermissionEvent.PriceRuleRemoved;
import cloud.reseller.events.PermissionEvent.PriceRuleSet;
import cloud.reseller.events.PriceRule;
import cloud.reseller.permissions.write.PermissionCommand.RemovePriceRule;
import cloud.reseller.permissions.write.PermissionCommand.SetPriceRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceRuleTest {

  private static final PriceRule FIXED = new PriceRule.Fixed(new Money(120_000, "USD"));
  private static final PriceRule MARKUP = new PriceRule.Percent(1_500);

  @ParameterizedTest
  @ValueSource(strings = {"*", SHEET_SKU, "Standard_D2s_v5"})
  void a_markup_holds_for_all_for_one_size_or_for_one_line_of_the_sheet(String target) {
    given(fabrikamAdded()).when(set(target, MARKUP)).then(ruleSet(target, MARKUP));
  }

  @Test
  void a_fixed_price_is_of_one_line_of_the_sheet() {
    given(fabrikamAdded()).when(set(SHEET_SKU, FIXED)).then(ruleSet(SHEET_SKU, FIXED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "Standard_D2s_v5"})
  void a_fixed_price_needs_a_target_that_names_region_and_term(String target) {
    given(fabrikamAdded())
        .when(set(target, FIXED))
        .thenRefused(Refusal.FIXED_PRICE_NEEDS_SHEET_SKU);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "**", "a b", ":", "a:", ":b", "a:b:c", "Standard D2s"})
  void any_other_target_is_refused(String target) {
    given(fabrikamAdded()).when(set(target, MARKUP)).thenRefused(Refusal.PRICE_TARGET_INVALID);
  }

  @Test
  void a_fixed_price_is_in_the_currency_of_the_market_since_rule_set_3() {
    PriceRule euros = new PriceRule.Fixed(new Money(120_000, "EUR"));
    given(fabrikamAdded()).when(set(SHEET_SKU, euros)).thenRefused(Refusal.CURRENCY_NOT_OF_MARKET);
    given(fabrikamAdded()).whenUnder(2, set(SHEET_SKU, euros)).then(ruleSet(SHEET_SKU, euros));
    given(fabrikamAddedIn("DE")).when(set(SHEET_SKU, euros)).then(ruleSet(SHEET_SKU, euros));
  }

  @Test
  void targets_are_case_insensitive_since_rule_set_3() {
    String other = "standard_d2S_V5";
    given(fabrikamAdded(), ruleSet("Standard_D2s_v5", MARKUP))
        .when(set(other, MARKUP))
        .then(ruleSet("Standard_D2s_v5", MARKUP));
    given(fabrikamAdded(), ruleSet("Standard_D2s_v5", MARKUP))
        .when(new RemovePriceRule(FABRIKAM, other, BY))
        .then(new PriceRuleRemoved(FABRIKAM, "Standard_D2s_v5", ADMIN));
    given(fabrikamAdded(), ruleSet("Standard_D2s_v5", MARKUP))
        .whenUnder(2, set(other, MARKUP))
        .then(ruleSet(other, MARKUP));
    given(fabrikamAdded(), ruleSet("Standard_D2s_v5", MARKUP))
        .whenUnder(2, new RemovePriceRule(FABRIKAM, other, BY))
        .thenRefused(Refusal.PRICE_RULE_NOT_FOUND);
  }

  @Test
  void a_price_may_be_nothing() {
    PriceRule free = new PriceRule.Fixed(new Money(0, "USD"));
    given(fabrikamAdded()).when(set(SHEET_SKU, free)).then(ruleSet(SHEET_SKU, free));
  }

  @Test
  void a_price_is_not_negative() {
    given(fabrikamAdded())
        .when(set(SHEET_SKU, new PriceRule.Fixed(new Money(-1, "USD"))))
        .thenRefused(Refusal.FIXED_PRICE_NEGATIVE);
  }

  @Test
  void a_markdown_may_take_the_whole_cost() {
    PriceRule free = new PriceRule.Percent(-10_000);
    given(fabrikamAdded()).when(set("*", free)).then(ruleSet("*", free));
  }

  @Test
  void a_markdown_takes_no_more_than_the_cost() {
    given(fabrikamAdded())
        .when(set("*", new PriceRule.Percent(-10_001)))
        .thenRefused(Refusal.PERCENT_TOO_LOW);
  }

  @Test
  void a_rule_replaces_the_one_before() {
    given(fabrikamAdded(), ruleSet(SHEET_SKU, MARKUP))
        .when(set(SHEET_SKU, FIXED))
        .then(ruleSet(SHEET_SKU, FIXED));
  }

  @Test
  void a_rule_is_removed() {
    given(fabrikamAdded(), ruleSet("*", MARKUP))
        .when(new RemovePriceRule(FABRIKAM, "*", BY))
        .then(new PriceRuleRemoved(FABRIKAM, "*", ADMIN));
  }

  @Test
  void only_a_rule_of_that_very_target_is_removed() {
    given(fabrikamAdded(), ruleSet("*", MARKUP))
        .when(new RemovePriceRule(FABRIKAM, SHEET_SKU, BY))
        .thenRefused(Refusal.PRICE_RULE_NOT_FOUND);
  }

  @Test
  void a_removed_rule_is_gone() {
    given(fabrikamAdded(), ruleSet("*", MARKUP), new PriceRuleRemoved(FABRIKAM, "*", ADMIN))
        .when(new RemovePriceRule(FABRIKAM, "*", BY))
        .thenRefused(Refusal.PRICE_RULE_NOT_FOUND);
  }

  private static SetPriceRule set(String target, PriceRule rule) {
    return new SetPriceRule(FABRIKAM, target, rule, BY);
  }

  private static PriceRuleSet ruleSet(String target, PriceRule rule) {
    return new PriceRuleSet(FABRIKAM, target, rule, ADMIN);
  }
}
