package cloud.reseller.gateway.dashboard;

import java.util.Optional;
import java.util.UUID;

/**
 * The request id of a form. It is made with the form, so that sending the form twice changes
 * something once.
 */
public final class RequestIds {

  private RequestIds() {}

  /** A new one, for a form. */
  public static String next() {
    return UUID.randomUUID().toString();
  }

  /** The one a form was sent with; another one if that is none. */
  public static String of(Optional<String> sent) {
    return sent.filter(RequestIds::isGuid).orElseGet(RequestIds::next);
  }

  private static boolean isGuid(String text) {
    try {
      return UUID.fromString(text).toString().equalsIgnoreCase(text);
    } catch (IllegalArgumentException none) {
      return false;
    }
  }
}
