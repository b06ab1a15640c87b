package cloud.reseller.events;

/** How orders, bills and the activity log call what was bought (C35). */
public final class ProductName {

  private ProductName() {}

  /**
   * As in "Reserved VM Instance, Standard_NV12, US East 2, 1 Year".
   *
   * @param region its ARM name; stands for itself where the region has no name here, as price
   *     sheets may bring one
   */
  public static String of(String sku, String region, Term term) {
    return "Reserved VM Instance, "
        + sku
        + ", "
        + Regions.name(region).orElse(region)
        + ", "
        + term.inWords();
  }
}
