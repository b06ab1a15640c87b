package cloud.reseller.gateway.dashboard.prices;

import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Refusal;
import cloud.reseller.gateway.pages.RequestIds;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.LimitUse;
import cloud.reseller.gateway.services.LimitUse.InCurrency;
import cloud.reseller.gateway.services.PriceRule;
import cloud.reseller.gateway.services.PriceRule.Fixed;
import cloud.reseller.gateway.services.PriceRule.Percent;
import cloud.reseller.gateway.services.PurchaseLimits;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the prices and limits of a customer show.
 *
 * @param mayChange whether the viewer may change anything
 * @param sold whether reservations are sold in the customer's market
 * @param removal request id of the form that removes the limits
 */
record PricesPage(
    CustomerHead head,
    boolean mayChange,
    boolean sold,
    Rules rules,
    RuleForm ruleForm,
    Trial trial,
    Limits limits,
    LimitForm limitForm,
    String removal) {

  /**
   * The price rules.
   *
   * @param missing whether they cannot be had
   * @param refused whether the viewer's role does not see them
   */
  record Rules(boolean missing, boolean refused, List<Rule> rows) {

    static Rules of(Part<Items<PriceRule>> asked, Formats formats) {
      return switch (asked) {
        case Part.Had<Items<PriceRule>>(Items<PriceRule> rules) ->
            new Rules(
                false, false, rules.items().stream().map(one -> Rule.of(one, formats)).toList());
        case Part.Refused<Items<PriceRule>> _ -> new Rules(false, true, List.of());
        case Part.Missing<Items<PriceRule>> _ -> new Rules(true, false, List.of());
      };
    }
  }

  /**
   * A price rule.
   *
   * @param target for the form that removes it
   * @param sold whether a price sheet sells what it is for
   */
  record Rule(String target, String what, String how, boolean sold, String request) {

    private static Rule of(PriceRule rule, Formats formats) {
      Words words = formats.words();
      String target = rule.target().orElse(ALL);
      return new Rule(
          target,
          target.equals(ALL) ? formats.agents().everything() : target,
          switch (rule.rule()) {
            case Percent percent ->
                formats
                    .agents()
                    .markupOf(
                        BigDecimal.valueOf(percent.basisPoints(), 2)
                            .stripTrailingZeros()
                            .toPlainString());
            case Fixed fixed ->
                formats
                    .agents()
                    .fixedPriceOf(
                        formats.money(
                            fixed.unitPrice().amountMinor(), fixed.unitPrice().currency()));
          },
          rule.sold(),
          RequestIds.next());
    }
  }

  /** The target of a rule for everything that has none of its own. */
  static final String ALL = "*";

  /**
   * The form to set a rule.
   *
   * @param fixed whether it fixes the price instead of adding to the cost
   * @param problem why it was not taken; empty before it was sent
   */
  record RuleForm(String target, boolean fixed, String value, String request, String problem) {

    static RuleForm empty() {
      return new RuleForm("", false, "", RequestIds.next(), "");
    }
  }

  /**
   * The limits and their use.
   *
   * @param missing whether the limits cannot be had
   * @param useMissing whether their use cannot be had
   * @param set whether there are limits
   */
  record Limits(boolean missing, boolean useMissing, boolean set, List<Limit> rows) {

    static Limits of(Part<PurchaseLimits> asked, Part<LimitUse> use, Formats formats) {
      return switch (asked) {
        case Part.Had<PurchaseLimits>(PurchaseLimits limits) ->
            new Limits(false, !use.isHad(), true, rows(limits, used(limits, use), formats));
        case Part.Refused<PurchaseLimits>(Refusal refusal) ->
            new Limits(
                !refusal.code().equals("LimitNotFound"), !use.isHad(), false, spent(use, formats));
        case Part.Missing<PurchaseLimits> _ ->
            new Limits(true, !use.isHad(), false, spent(use, formats));
      };
    }

    private static Optional<InCurrency> used(PurchaseLimits limits, Part<LimitUse> use) {
      return use instanceof Part.Had<LimitUse>(LimitUse had)
          ? had.items().stream()
              .filter(one -> one.currency().equals(limits.currency()))
              .findFirst()
              .or(
                  () ->
                      Optional.of(
                          new InCurrency(
                              limits.currency(), new LimitUse.Window(0), new LimitUse.Window(0))))
          : Optional.empty();
    }

    private static List<Limit> rows(
        PurchaseLimits limits, Optional<InCurrency> used, Formats formats) {
      Words words = formats.words();
      String currency = limits.currency();
      return List.of(
          Limit.of(
              formats.agents().perOrder(),
              limits.perOrderMinor(),
              Optional.empty(),
              currency,
              formats),
          Limit.of(
              formats.agents().perDay(),
              limits.perDayMinor(),
              used.map(its -> its.perDay().usedMinor()),
              currency,
              formats),
          Limit.of(
              formats.agents().per30Days(),
              limits.per30DaysMinor(),
              used.map(its -> its.per30Days().usedMinor()),
              currency,
              formats));
    }

    /** Without a limit, what one would count. */
    private static List<Limit> spent(Part<LimitUse> use, Formats formats) {
      Words words = formats.words();
      return use instanceof Part.Had<LimitUse>(LimitUse had)
          ? had.items().stream()
              .flatMap(
                  one ->
                      List.of(
                          Limit.of(
                              formats.agents().perDay(),
                              OptionalLong.empty(),
                              Optional.of(one.perDay().usedMinor()),
                              one.currency(),
                              formats),
                          Limit.of(
                              formats.agents().per30Days(),
                              OptionalLong.empty(),
                              Optional.of(one.per30Days().usedMinor()),
                              one.currency(),
                              formats))
                          .stream())
              .toList()
          : List.of();
    }
  }

  /**
   * A limit.
   *
   * @param limit in words if there is none
   * @param used empty if nothing is added up for it, or that cannot be had
   * @param kind ok, wait or no, by which what is left is drawn
   */
  record Limit(String name, String limit, String used, String kind, String left) {

    private static Limit of(
        String name, OptionalLong limit, Optional<Long> used, String currency, Formats formats) {
      Words words = formats.words();
      long left = limit.orElse(0) - used.orElse(0L);
      return new Limit(
          name,
          limit.isPresent()
              ? formats.money(limit.getAsLong(), currency)
              : formats.agents().noLimit(),
          used.map(minor -> formats.money(minor, currency)).orElse(""),
          left > 0 ? "ok" : "no",
          limit.isPresent() && used.isPresent()
              ? formats.agents().left(formats.money(Math.max(0, left), currency))
              : "");
    }
  }

  /**
   * The form to set limits, in whole units of the market's currency.
   *
   * @param problem why it was not taken; empty before it was sent
   */
  record LimitForm(
      String perOrder, String perDay, String per30Days, String request, String problem) {

    /** The form with the limits that are set. */
    static LimitForm of(Part<PurchaseLimits> limits) {
      return limits
          .map(
              its ->
                  new LimitForm(
                      whole(its.perOrderMinor(), its.currency()),
                      whole(its.perDayMinor(), its.currency()),
                      whole(its.per30DaysMinor(), its.currency()),
                      RequestIds.next(),
                      ""))
          .orElse(new LimitForm("", "", "", RequestIds.next(), ""));
    }

    private static String whole(OptionalLong minor, String currency) {
      return minor.isPresent()
          ? BigDecimal.valueOf(
                  minor.getAsLong(), Currency.getInstance(currency).getDefaultFractionDigits())
              .toPlainString()
          : "";
    }
  }
}
