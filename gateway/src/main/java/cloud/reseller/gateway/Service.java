package cloud.reseller.gateway;

import java.util.Optional;

/** The services behind the gateway, with the addresses of each. */
enum Service {
  PERMISSIONS,
  RESERVATIONS,
  ACTIVITY_LOG,
  BILLING;

  private static final String VERSION = "/v1/";

  /**
   * The service that answers for a path.
   *
   * @param path without query, in normal form
   */
  static Optional<Service> of(String path) {
    if (!path.startsWith(VERSION)) {
      return Optional.empty();
    }
    String[] segments = path.substring(VERSION.length()).split("/", 4);
    return switch (name(segments[0])) {
      case "SelfServePolicy", "agents", "sharedentitlements" -> Optional.of(PERMISSIONS);
      case "customers" -> segments.length < 3 ? Optional.of(PERMISSIONS) : ofCustomer(segments[2]);
      case "pricesheets", "flexibilityratios" -> Optional.of(RESERVATIONS);
      case "auditrecords" -> Optional.of(ACTIVITY_LOG);
      case "invoices" -> Optional.of(BILLING);
      default -> Optional.empty();
    };
  }

  private static Optional<Service> ofCustomer(String resource) {
    return switch (resource) {
      case "subscriptions", "users", "purchasepermission", "pricerules", "purchaselimits", "" ->
          Optional.of(PERMISSIONS);
      case "orders", "reservations", "purchaserequests", "pricepreview", "sizes", "limituse" ->
          Optional.of(RESERVATIONS);
      default -> Optional.empty();
    };
  }

  /** Strips OData arguments, as in {@code pricesheets(Market='us')}. */
  private static String name(String segment) {
    int arguments = segment.indexOf('(');
    return arguments < 0 ? segment : segment.substring(0, arguments);
  }
}
