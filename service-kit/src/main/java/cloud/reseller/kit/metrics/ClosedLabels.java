package cloud.reseller.kit.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Meters of HTTP servers are labelled with the methods of HTTP and with the routes there are;
 * whatever else is sent is {@code OTHER}. Without it anybody could make a series of each made-up
 * method and path.
 */
@Singleton
class ClosedLabels implements MeterFilter {

  private static final String OTHER = "OTHER";

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

  /** What the library itself writes where there is no route. */
  private static final Set<String> NO_ROUTE =
      Set.of("NOT_FOUND", "REDIRECTION", "UNKNOWN", "root", "/cors-preflight");

  private final Supplier<Set<String>> routes;

  @Inject
  ClosedLabels(BeanManager beans) {
    // Not before everything has started: meters are made when calls come.
    this(
        () ->
            beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(bean -> (Class<?>) bean.getBeanClass())
                .filter(type -> type.isAnnotationPresent(Path.class))
                .flatMap(ClosedLabels::routes)
                .collect(Collectors.toUnmodifiableSet()));
  }

  ClosedLabels(Supplier<Set<String>> routes) {
    this.routes = once(routes);
  }

  @Override
  public Meter.Id map(Meter.Id id) {
    if (!id.getName().startsWith("http.server")) {
      return id;
    }
    List<Tag> tags = id.getTags().stream().map(this::closed).toList();
    return id.replaceTags(tags);
  }

  private Tag closed(Tag tag) {
    boolean known =
        switch (tag.getKey()) {
          case "method" -> METHODS.contains(tag.getValue());
          case "uri" -> NO_ROUTE.contains(tag.getValue()) || routes.get().contains(tag.getValue());
          default -> true;
        };
    return known ? tag : Tag.of(tag.getKey(), OTHER);
  }

  /** The routes of a resource, as the library writes them. */
  private static Stream<String> routes(Class<?> resource) {
    String base = resource.getAnnotation(Path.class).value();
    return Stream.concat(
        Stream.of(route(base)),
        Arrays.stream(resource.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Path.class))
            .map(method -> route(base + '/' + method.getAnnotation(Path.class).value())));
  }

  private static String route(String path) {
    String tidy = ('/' + path).replaceAll("/{2,}", "/");
    return tidy.length() > 1 && tidy.endsWith("/") ? tidy.substring(0, tidy.length() - 1) : tidy;
  }

  private static <T> Supplier<T> once(Supplier<T> made) {
    return new Supplier<>() {
      private T value;

      @Override
      public synchronized T get() {
        if (value == null) {
          value = made.get();
        }
        return value;
      }
    };
  }
}
