package cloud.reseller.gateway.buying;

import cloud.reseller.gateway.pages.FormProblem;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.pages.Words;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.PricePreview;
import cloud.reseller.gateway.services.PricePreview.Price;
import cloud.reseller.gateway.services.Size;
import cloud.reseller.gateway.services.Subscription;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the page to buy a reservation shows.
 *
 * @param address of the page, which also takes the form
 * @param search part of a size's name
 * @param wish what is chosen
 * @param subscriptions those the viewer can buy for
 * @param subscriptionsMissing whether they cannot be had
 * @param sizesMissing whether the sizes cannot be had
 * @param regions where the chosen size is sold
 * @param scopes what the reservation may apply to
 * @param terms the terms with their prices
 * @param cost what the chosen term costs; empty until that is known
 * @param noPrice why there is no price; empty if there is one or nothing is chosen
 * @param problem why nothing was bought, and the nonce of the form, which buys once
 */
public record BuyPage(
    String address,
    String search,
    Wish wish,
    List<Choice> subscriptions,
    boolean subscriptionsMissing,
    List<Choice> sizes,
    boolean sizesMissing,
    List<Choice> regions,
    List<Choice> scopes,
    List<Term> terms,
    Optional<Cost> cost,
    String noPrice,
    FormProblem problem) {

  /**
   * Something to choose.
   *
   * @param note what else matters about it; may be empty
   */
  public record Choice(String value, String text, String note, boolean chosen) {}

  /**
   * A term.
   *
   * @param price for the whole term; empty until it is known
   * @param saves what it saves; may be empty
   */
  public record Term(String value, String text, String price, String saves, boolean chosen) {}

  /**
   * What the chosen term costs.
   *
   * @param what what it is that is bought
   * @param each the payment of a month; empty if all is paid at once
   * @param payments how many there are, in words
   * @param partner what only the partner sees; empty for anybody else
   */
  public record Cost(
      String what,
      String whole,
      String each,
      String payments,
      String payAsYouGo,
      String saved,
      String first,
      String verb,
      Optional<PartnerMoney> partner) {}

  /** Whether everything that a purchase needs is chosen and has a price. */
  public boolean ready() {
    return cost.isPresent() && !wish.subscription().isEmpty();
  }

  /**
   * The page of a choice.
   *
   * @param mayPay picks the subscriptions the viewer can buy for among those that qualify
   */
  public static BuyPage of(
      String address,
      Side side,
      String search,
      Wish asked,
      Part<Items<Subscription>> subscriptions,
      Predicate<Subscription> mayPay,
      Part<Items<Size>> sizes,
      Optional<Part<PricePreview>> price,
      FormProblem problem,
      Formats formats) {
    Words words = formats.words();
    List<Subscription> usable =
        subscriptions.orElse(Items.none()).items().stream()
            .filter(Subscription::qualifies)
            .toList();
    List<Subscription> own = usable.stream().filter(mayPay).toList();
    String billed =
        own.stream()
            .filter(
                one ->
                    one.entitlementId().equals(asked.subscription())
                        || one.id().equals(asked.subscription()))
            .findFirst()
            .or(() -> own.stream().findFirst())
            .map(Subscription::entitlementId)
            .orElse("");
    Wish wish = asked.billedTo(billed);
    List<Size> found = sizes.orElse(Items.none()).items();
    List<Price> prices = price.flatMap(Part::had).map(PricePreview::prices).orElse(List.of());
    return new BuyPage(
        address,
        search,
        wish,
        own.stream()
            .map(
                one ->
                    new Choice(
                        one.entitlementId(),
                        one.friendlyName(),
                        one.offerName(),
                        one.entitlementId().equals(billed)))
            .toList(),
        !subscriptions.isHad(),
        found.stream().map(size -> choice(size, wish, words)).toList(),
        !sizes.isHad(),
        regions(found, wish),
        scopes(usable, wish, side, formats),
        terms(prices, wish, words, formats),
        prices.stream()
            .filter(one -> one.term().equals(wish.term()))
            .findFirst()
            .map(one -> cost(one, wish, words, formats)),
        price.map(part -> side.noPrice(part, wish.term(), formats.words())).orElse(""),
        problem);
  }

  private static Choice choice(Size size, Wish wish, Words words) {
    BuyingWords buyingWords = words.of(BuyingWords.class);
    String cpus = size.vCpus().isPresent() ? buyingWords.vCpus(size.vCpus().getAsInt()) : "";
    String regions = buyingWords.regionsSold(size.regions().size());
    return new Choice(
        size.name(),
        size.name(),
        cpus.isEmpty() ? regions : cpus + " · " + regions,
        size.name().equalsIgnoreCase(wish.size()));
  }

  private static List<Choice> regions(List<Size> sizes, Wish wish) {
    return sizes.stream()
        .filter(size -> size.name().equalsIgnoreCase(wish.size()))
        .flatMap(size -> size.regions().stream())
        .map(
            region ->
                new Choice(region.name(), region.name(), "", region.name().equals(wish.region())))
        .toList();
  }

  private static List<Choice> scopes(
      List<Subscription> usable, Wish wish, Side side, Formats formats) {
    BuyingWords buyingWords = formats.words(BuyingWords.class);
    List<Choice> scopes = new ArrayList<>();
    scopes.add(
        new Choice(
            Wish.SHARED,
            switch (side) {
              case CUSTOMER -> buyingWords.sharedScope();
              case PARTNER -> buyingWords.behalfSharedScope();
            },
            "",
            wish.scope().equals(Wish.SHARED)));
    usable.forEach(
        one ->
            scopes.add(
                new Choice(
                    one.entitlementId(),
                    buyingWords.singleScope(one.friendlyName()),
                    "",
                    wish.scope().equals(one.entitlementId()))));
    return List.copyOf(scopes);
  }

  private static List<Term> terms(List<Price> prices, Wish wish, Words words, Formats formats) {
    BuyingWords buyingWords = words.of(BuyingWords.class);
    return List.of("P1Y", "P3Y").stream()
        .map(
            term -> {
              Optional<Price> price =
                  prices.stream().filter(one -> one.term().equals(term)).findFirst();
              return new Term(
                  term,
                  Purchased.term(term, words),
                  price.map(one -> formats.money(one.customerPrice())).orElse(""),
                  price.flatMap(BuyPage::percentSaved).map(buyingWords::savesPercent).orElse(""),
                  term.equals(wish.term()));
            })
        .toList();
  }

  /** Rounded down: nobody saves less than it says. */
  private static Optional<String> percentSaved(Price price) {
    return price
        .payAsYouGo()
        .filter(other -> other.amount().signum() > 0)
        .map(
            other ->
                other
                    .amount()
                    .subtract(price.customerPrice().amount())
                    .multiply(BigDecimal.valueOf(100))
                    .divide(other.amount(), 0, RoundingMode.FLOOR))
        .filter(percent -> percent.signum() > 0)
        .map(BigDecimal::toPlainString);
  }

  private static Cost cost(Price price, Wish wish, Words words, Formats formats) {
    BuyingWords buyingWords = words.of(BuyingWords.class);
    String whole = formats.money(price.customerPrice());
    boolean monthly = price.payments() > 1;
    return new Cost(
        String.join(
            ", ",
            formats.number(wish.quantity()) + " × " + wish.size(),
            wish.region(),
            Purchased.term(wish.term(), words),
            monthly ? buyingWords.monthly() : buyingWords.upfront()),
        whole,
        monthly ? formats.money(price.firstPayment()) : "",
        monthly ? buyingWords.payments(price.payments()) : buyingWords.wholeTerm(),
        price.payAsYouGo().map(formats::money).orElse(""),
        price
            .payAsYouGo()
            .map(other -> other.amount().subtract(price.customerPrice().amount()))
            .filter(saved -> saved.signum() > 0)
            .map(saved -> formats.money(saved, price.customerPrice().currencyCode()))
            .orElse(""),
        formats.money(price.firstPayment()),
        buyingWords.buyFor(whole),
        PartnerMoney.of(price.pricing(), formats));
  }
}
