package cloud.reseller.gateway.pages;

import java.util.Optional;
import java.util.UUID;

/**
 * The request id of a form. It is made with the form, so that sending the form twice changes
 * something once.
 */
public final class RequestIds {

  /** What an id looks like in an address; anything else is no page. */
  public static final String GUID =
      "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";

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
