package cloud.reseller.kit.metrics;

import cloud.reseller.http.ClosedLabels;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The routes of a service, the only ones allowed as metric labels. */
@Singleton
class RouteLabels {

  private final BeanManager beans;
  private Set<String> routes = Set.of();

  @Inject
  RouteLabels(BeanManager beans) {
    this.beans = beans;
  }

  @Produces
  @Singleton
  MeterFilter closedLabels() {
    return new ClosedLabels(this::routes);
  }

  /** Computed lazily, after startup: meters are created when the first calls arrive. */
  private synchronized Set<String> routes() {
    if (routes.isEmpty()) {
      routes =
          beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
              .map(bean -> (Class<?>) bean.getBeanClass())
              .filter(type -> type.isAnnotationPresent(Path.class))
              .flatMap(RouteLabels::routes)
              .collect(Collectors.toUnmodifiableSet());
    }
    return routes;
  }

  /** The routes of a resource, in the spelling of the metrics library. */
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
}
