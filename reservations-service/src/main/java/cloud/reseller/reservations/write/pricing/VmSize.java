package cloud.reseller.reservations.write.pricing;

import cloud.reseller.reservations.write.policies.PurchaseRules;

/** Properties of a virtual machine size that follow from its name. */
final class VmSize {

  private static final String STANDARD = "Standard_";

  private VmSize() {}

  /**
   * Whether a size cannot be reserved (E29): the A, Av2 and G series, and promotional, preview and
   * classic sizes.
   */
  static boolean isExcluded(String sku, PurchaseRules rules) {
    return startsWith(sku, 0, "Basic_", rules)
        || isSeries(sku, "A", rules)
        || isSeries(sku, "G", rules)
        || isSeries(sku, "GS", rules)
        || endsWithIgnoreCase(sku, "_Promo")
        || endsWithIgnoreCase(sku, "_Preview");
  }

  /** Whether the name is "Standard_", the series and the number of cores. */
  private static boolean isSeries(String sku, String series, PurchaseRules rules) {
    int cores = STANDARD.length() + series.length();
    return startsWith(sku, 0, STANDARD, rules)
        && startsWith(sku, STANDARD.length(), series, rules)
        && sku.length() > cores
        && sku.charAt(cores) >= '0'
        && sku.charAt(cores) <= '9';
  }

  private static boolean startsWith(String text, int at, String start, PurchaseRules rules) {
    return text.regionMatches(rules.anyCase(), at, start, 0, start.length());
  }

  private static boolean endsWithIgnoreCase(String text, String end) {
    return text.regionMatches(true, text.length() - end.length(), end, 0, end.length());
  }
}
