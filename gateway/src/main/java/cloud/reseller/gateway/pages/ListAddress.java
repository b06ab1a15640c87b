package cloud.reseller.gateway.pages;

import cloud.reseller.gateway.services.Paging;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The part of a list that a page shows, as its address says it.
 *
 * @param first address of the first part, with the conditions, relative to the page
 * @param after the continuation token of the part before; empty for the first part
 */
public record ListAddress(String first, Optional<String> after) {

  /** A list without conditions. */
  public static ListAddress of(Optional<String> after) {
    return new ListAddress("?", after.filter(token -> !token.isEmpty()));
  }

  /** The same with one more condition. */
  public ListAddress with(String name, Object value) {
    return new ListAddress(plus(name, value.toString()), after);
  }

  /** The address of the part that begins with a token. */
  String next(String token) {
    return plus("after", token);
  }

  /** Whether it is not the first part. */
  boolean later() {
    return after.isPresent();
  }

  /** The same part as a service is asked for it. */
  public Paging paging(int size) {
    return Paging.of(size, after);
  }

  private String plus(String name, String value) {
    return first
        + (first.endsWith("?") ? "" : "&")
        + name
        + "="
        + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
