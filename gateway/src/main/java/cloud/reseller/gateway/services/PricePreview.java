package cloud.reseller.gateway.services;

import java.util.List;
import java.util.Optional;

/** What a purchase would cost now, by term. */
public record PricePreview(String location, int quantity, List<Price> prices) {

  /**
   * The price of a term.
   *
   * @param pricing cost and rule, by the viewer's role
   */
  public record Price(
      String term,
      Amount customerPrice,
      Optional<Amount> payAsYouGo,
      int payments,
      Amount firstPayment,
      Optional<Pricing> pricing) {}

  /** What is asked about. */
  public record Asked(Sku sku, String location, Properties properties) {

    /** A quantity of a size in a region, paid at once or monthly, for every term. */
    public static Asked of(String size, String region, String billingPlan, long quantity) {
      return new Asked(new Sku(size), region, new Properties(billingPlan, quantity));
    }
  }

  /** The size. */
  public record Sku(String name) {}

  /** The rest. */
  public record Properties(String billingPlan, long quantity) {}
}
