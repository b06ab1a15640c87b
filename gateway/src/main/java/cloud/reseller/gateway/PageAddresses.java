package cloud.reseller.gateway;

import java.util.Set;

/** The addresses of pages, as opposed to those that are forwarded to services. */
final class PageAddresses {

  /** Largest form, in bytes. */
  static final long FORM_BYTES = 64 * 1024;

  private static final Set<String> FIRST_SEGMENTS =
      Set.of(
          "",
          "dashboard",
          "operations",
          "portal",
          "assets",
          "sign-in",
          "signed-in",
          "sign-out",
          "signed-out",
          "language",
          "favicon.ico");

  private PageAddresses() {}

  /**
   * Whether a path is that of a page or of a file of pages.
   *
   * @param path without query, in normal form
   */
  static boolean have(String path) {
    int end = path.indexOf('/', 1);
    return FIRST_SEGMENTS.contains(end < 0 ? path.substring(1) : path.substring(1, end));
  }

  /** Whether a form of that path has a file. */
  static boolean takesFile(String path) {
    return path.equals("/dashboard/sheets");
  }
}
