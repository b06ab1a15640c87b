package cloud.reseller.gateway.dashboard.prices;

import cloud.reseller.gateway.buying.BuyingWords;
import cloud.reseller.gateway.dashboard.CustomerHead;
import cloud.reseller.gateway.pages.FormProblem;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Refusal;
import cloud.reseller.gateway.pages.RequestIds;
import cloud.reseller.gateway.pages.State;
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
import java.util.function.Function;
import java.util.stream.Stream;

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
      return new Rules(
          !asked.isHad() && !asked.isForbidden(),
          asked.isForbidden(),
          asked.orElse(Items.none()).items().stream().map(one -> Rule.of(one, formats)).toList());
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
      BuyingWords buyingWords = formats.words(BuyingWords.class);
      String target = rule.target().orElse(ALL);
      return new Rule(
          target,
          target.equals(ALL) ? formats.words(PricesWords.class).everything() : target,
          switch (rule.rule()) {
            case Percent percent ->
                buyingWords.markupOf(
                    BigDecimal.valueOf(percent.basisPoints(), 2)
                        .stripTrailingZeros()
                        .toPlainString());
            case Fixed fixed ->
                buyingWords.fixedPriceOf(
                    formats.money(fixed.unitPrice().amountMinor(), fixed.unitPrice().currency()));
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
   * @param problem why it was not taken
   */
  record RuleForm(String target, boolean fixed, String value, FormProblem problem) {

    static RuleForm empty() {
      return with(FormProblem.none());
    }

    /** An empty form, with why something else was not done. */
    static RuleForm with(FormProblem problem) {
      return new RuleForm("", false, "", problem);
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
      return use.had()
          .map(
              had ->
                  had.items().stream()
                      .filter(one -> one.currency().equals(limits.currency()))
                      .findFirst()
                      .orElse(InCurrency.nothing(limits.currency())));
    }

    private static List<Limit> rows(
        PurchaseLimits limits, Optional<InCurrency> used, Formats formats) {
      PricesWords words = formats.words(PricesWords.class);
      String currency = limits.currency();
      return List.of(
          Limit.of(words.perOrder(), limits.perOrderMinor(), Optional.empty(), currency, formats),
          Limit.of(
              words.perDay(),
              limits.perDayMinor(),
              used(used, InCurrency::perDay),
              currency,
              formats),
          Limit.of(
              words.per30Days(),
              limits.per30DaysMinor(),
              used(used, InCurrency::per30Days),
              currency,
              formats));
    }

    private static Optional<Long> used(
        Optional<InCurrency> used, Function<InCurrency, LimitUse.Window> window) {
      return used.map(window).map(LimitUse.Window::usedMinor);
    }

    /** Without a limit, what one would count. */
    private static List<Limit> spent(Part<LimitUse> use, Formats formats) {
      return use.had().stream()
          .flatMap(had -> had.items().stream())
          .flatMap(one -> spent(one, formats))
          .toList();
    }

    private static Stream<Limit> spent(InCurrency one, Formats formats) {
      PricesWords words = formats.words(PricesWords.class);
      Optional<Long> none = Optional.empty();
      Optional<InCurrency> used = Optional.of(one);
      return Stream.of(
          Limit.of(words.perDay(), none, used(used, InCurrency::perDay), one.currency(), formats),
          Limit.of(
              words.per30Days(), none, used(used, InCurrency::per30Days), one.currency(), formats));
    }
  }

  /**
   * A limit.
   *
   * @param limit in words if there is none
   * @param used empty if nothing is added up for it, or that cannot be had
   * @param left what is left of it; empty if that is not known
   */
  record Limit(String name, String limit, String used, Optional<State> left) {

    private static Limit of(
        String name, Optional<Long> limit, Optional<Long> used, String currency, Formats formats) {
      PricesWords pricesWords = formats.words(PricesWords.class);
      long left = limit.orElse(0L) - used.orElse(0L);
      return new Limit(
          name,
          limit.map(minor -> formats.money(minor, currency)).orElse(pricesWords.noLimit()),
          used.map(minor -> formats.money(minor, currency)).orElse(""),
          limit.isPresent() && used.isPresent()
              ? Optional.of(left(left, currency, formats))
              : Optional.empty());
    }

    private static State left(long minor, String currency, Formats formats) {
      String text =
          formats.words(PricesWords.class).left(formats.money(Math.max(0, minor), currency));
      return minor > 0 ? State.ok(text) : State.no(text);
    }
  }

  /**
   * The form to set limits, in whole units of the market's currency.
   *
   * @param problem why it was not taken
   */
  record LimitForm(String perOrder, String perDay, String per30Days, FormProblem problem) {

    /** An empty form, with why something else was not done. */
    static LimitForm with(FormProblem problem) {
      return new LimitForm("", "", "", problem);
    }

    /** The form with the limits that are set. */
    static LimitForm of(Part<PurchaseLimits> limits) {
      return limits
          .map(
              its ->
                  new LimitForm(
                      whole(its.perOrderMinor(), its.currency()),
                      whole(its.perDayMinor(), its.currency()),
                      whole(its.per30DaysMinor(), its.currency()),
                      FormProblem.none()))
          .orElse(with(FormProblem.none()));
    }

    private static String whole(Optional<Long> minor, String currency) {
      return minor
          .map(
              amount ->
                  BigDecimal.valueOf(
                          amount, Currency.getInstance(currency).getDefaultFractionDigits())
                      .toPlainString())
          .orElse("");
    }
  }
}
