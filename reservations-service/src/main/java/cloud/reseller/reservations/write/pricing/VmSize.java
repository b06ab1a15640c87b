package cloud.reseller.reservations.write.pricing;

/** Properties of a virtual machine size that follow from its name. */
final class VmSize {

  private static final String STANDARD = "Standard_";

  private VmSize() {}

  /**
   * Whether a size cannot be reserved (E29): the A, Av2 and G series, and promotional, preview and
   * classic sizes.
   */
  static boolean isExcluded(String sku) {
    if (sku.startsWith("Basic_")) {
      return true;
    }
    return isSeries(sku, "A")
        || isSeries(sku, "G")
        || isSeries(sku, "GS")
        || endsWithIgnoreCase(sku, "_Promo")
        || endsWithIgnoreCase(sku, "_Preview");
  }

  /** Whether the name is "Standard_", the series and the number of cores. */
  private static boolean isSeries(String sku, String series) {
    int cores = STANDARD.length() + series.length();
    return sku.startsWith(STANDARD)
        && sku.startsWith(series, STANDARD.length())
        && sku.length() > cores
        && sku.charAt(cores) >= '0'
        && sku.charAt(cores) <= '9';
  }

  private static boolean endsWithIgnoreCase(String text, String end) {
    return text.regionMatches(true, text.length() - end.length(), end, 0, end.length());
  }
}
