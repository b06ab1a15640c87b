package cloud.reseller.events;

/** The product name shown in orders, bills and the activity log (C35). */
public final class ProductName {

  private ProductName() {}

  /**
   * The name, such as "Reserved VM Instance, Standard_NV12, US East 2, 1 Year".
   *
   * @param region ARM name; shown as it is if the region has no name here, since price sheets may
   *     bring unknown regions
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
