package cloud.reseller.kit.paging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Optional;

/**
 * The address of a list with its query parameters, as used in links.
 *
 * @param uri path below the version, with its query
 */
public record ListAddress(String uri) {

  /** The same address with a parameter. */
  public ListAddress with(String name, Object value) {
    return new ListAddress(
        uri
            + (uri.indexOf('?') < 0 ? '?' : '&')
            + name
            + '='
            + URLEncoder.encode(value.toString(), UTF_8));
  }

  /** The same address with a parameter, if it has a value. */
  public ListAddress withIf(String name, Optional<?> value) {
    return value.map(some -> with(name, some)).orElse(this);
  }
}
