package cloud.reseller.topics;

import java.util.Map;

/**
 * The customer portal's quotas on each broker. Calls beyond them are delayed, and nothing is lost.
 *
 * @param bytesPerSecond what it writes, as sent
 * @param requestPercentage share of the broker's threads; 100 is one thread
 */
public record PortalQuota(double bytesPerSecond, double requestPercentage) {

  static final String PRINCIPAL = "portal";

  public PortalQuota {
    if (!(bytesPerSecond > 0)) {
      throw new IllegalArgumentException(
          "RESELLER_PORTAL_BYTES_PER_SECOND must be more than 0: " + bytesPerSecond);
    }
    if (!(requestPercentage > 0)) {
      throw new IllegalArgumentException(
          "RESELLER_PORTAL_REQUEST_PERCENTAGE must be more than 0: " + requestPercentage);
    }
  }

  /** The defaults, enough for about 3,000 requests per second. */
  public static PortalQuota shipped() {
    return new PortalQuota(2 << 20, 100);
  }

  /**
   * The values from the environment, with defaults for the rest.
   *
   * @throws IllegalArgumentException naming a variable that is not a number above 0
   */
  public static PortalQuota of(Map<String, String> environment) {
    return new PortalQuota(
        number(environment, "RESELLER_PORTAL_BYTES_PER_SECOND", shipped().bytesPerSecond()),
        number(environment, "RESELLER_PORTAL_REQUEST_PERCENTAGE", shipped().requestPercentage()));
  }

  private static double number(Map<String, String> environment, String name, double otherwise) {
    String value = environment.getOrDefault(name, "");
    try {
      return value.isBlank() ? otherwise : Double.parseDouble(value.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be a number above 0: " + value, e);
    }
  }

  Map<String, Double> quotas() {
    return Map.of("producer_byte_rate", bytesPerSecond, "request_percentage", requestPercentage);
  }
}
