package cloud.reseller.events;

/** How orders, bills and the activity log call what was bought (C35). */
public final class ProductName {

  private ProductName() {}

  /** As in "Reserved VM Instance, Standard_NV12, eastus2, 1 Year". */
  public static String of(String sku, String region, Term term) {
    return "Reserved VM Instance, " + sku + ", " + region + ", " + term.inWords();
  }
}
