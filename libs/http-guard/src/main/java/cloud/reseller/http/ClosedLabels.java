package cloud.reseller.http;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Restricts the labels of HTTP meters to standard methods and existing routes; anything else
 * becomes {@code OTHER}. Otherwise anybody could create a time series with each made-up method and
 * path.
 */
public final class ClosedLabels implements MeterFilter {

  private static final String OTHER = "OTHER";

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** The library's own values for calls without a route. */
  private static final Set<String> NO_ROUTE =
      Set.of("NOT_FOUND", "REDIRECTION", "UNKNOWN", "root", "/cors-preflight");

  private static final Pattern STATUS = Pattern.compile("[1-5][0-9][0-9]|RESET|UNKNOWN");

  private final Supplier<Set<String>> routes;

  /**
   * @param routes in the library's spelling; evaluated whenever a meter is created
   */
  public ClosedLabels(Supplier<Set<String>> routes) {
    this.routes = routes;
  }

  @Override
  public Meter.Id map(Meter.Id id) {
    return id.getName().startsWith("http.")
        ? id.replaceTags(id.getTags().stream().map(this::closed).toList())
        : id;
  }

  private Tag closed(Tag tag) {
    String value = tag.getValue();
    boolean known =
        switch (tag.getKey()) {
          case "method" -> METHODS.contains(value);
          case "uri" -> NO_ROUTE.contains(value) || routes.get().contains(value);
          case "status" -> STATUS.matcher(value).matches();
          default -> true;
        };
    return known ? tag : Tag.of(tag.getKey(), OTHER);
  }
}
