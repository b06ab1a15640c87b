package cloud.reseller.gateway.dashboard.prices;

import cloud.reseller.gateway.buying.BuyingWords;
import cloud.reseller.gateway.buying.PartnerMoney;
import cloud.reseller.gateway.buying.Purchased;
import cloud.reseller.gateway.buying.Side;
import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Part;
import cloud.reseller.gateway.services.Items;
import cloud.reseller.gateway.services.PricePreview;
import cloud.reseller.gateway.services.Size;
import java.util.List;
import java.util.Optional;

/**
 * The rule that would apply to a chosen size, with the price it makes.
 *
 * @param size as it was asked for; empty if none was
 * @param found sizes to choose from, where it is not one of them
 * @param regions where the size is sold
 * @param prices by term
 * @param why there is no price; empty if there is one, or nothing is asked for
 */
record Trial(String size, List<Choice> found, List<Choice> regions, List<Row> prices, String why) {

  /** Something to choose. */
  record Choice(String value, boolean chosen) {}

  /**
   * The price of one unit for a term.
   *
   * @param money cost, margin and rule, by the viewer's role
   */
  record Row(String term, String price, Optional<PartnerMoney> money) {}

  static Trial none() {
    return new Trial("", List.of(), List.of(), List.of(), "");
  }

  /**
   * What was found.
   *
   * @param region where it would be bought; the first one if none of the size's is asked for
   * @param price empty if it was not asked for
   */
  static Trial of(
      String size,
      Part<Items<Size>> sizes,
      Optional<String> region,
      Optional<Part<PricePreview>> price,
      Formats formats) {
    List<Size> found = sizes.orElse(Items.none()).items();
    Optional<Size> exact = exact(size, found);
    return new Trial(
        size,
        exact.isPresent()
            ? List.of()
            : found.stream().map(one -> new Choice(one.name(), false)).toList(),
        exact.stream()
            .flatMap(one -> one.regions().stream())
            .map(one -> new Choice(one.name(), region.filter(one.name()::equals).isPresent()))
            .toList(),
        price.flatMap(Part::had).stream()
            .flatMap(had -> had.prices().stream())
            .map(one -> row(one, formats))
            .toList(),
        why(size, sizes.isHad(), found, price, formats));
  }

  /** The size of that name, whatever its case. */
  static Optional<Size> exact(String size, List<Size> found) {
    return found.stream().filter(one -> one.name().equalsIgnoreCase(size)).findFirst();
  }

  private static Row row(PricePreview.Price price, Formats formats) {
    return new Row(
        Purchased.term(price.term(), formats.words()),
        formats.money(price.customerPrice()),
        PartnerMoney.of(price.pricing(), formats));
  }

  private static String why(
      String size,
      boolean hasSizes,
      List<Size> found,
      Optional<Part<PricePreview>> price,
      Formats formats) {
    if (!hasSizes) {
      return formats.words(BuyingWords.class).priceMissing();
    }
    return found.isEmpty()
        ? formats.words(PricesWords.class).noSuchSizeOfCustomer(size)
        : price.map(part -> Side.PARTNER.noPrice(part, formats.words())).orElse("");
  }
}
