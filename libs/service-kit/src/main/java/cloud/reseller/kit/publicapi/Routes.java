package cloud.reseller.kit.publicapi;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The addresses of a service, with the supported methods and the types of bodies and answers. */
@Singleton
public class Routes {

  /** {@code {name}} or {@code {name: expression}}. */
  private static final Pattern PARAMETER = Pattern.compile("\\{\\s*[\\w.-]+\\s*(?::([^{}]*))?}");

  private final BeanManager beans;
  private List<Route> routes = List.of();

  @Inject
  Routes(BeanManager beans) {
    this.beans = beans;
  }

  /**
   * A method at an address.
   *
   * @param template the address in the spelling of the library
   * @param types of the body, in lower case
   * @param answers types of the answer, in lower case; none if it has no body
   */
  private record Route(
      String template, Pattern address, String method, Set<String> types, Set<String> answers) {

    private boolean isAt(String path) {
      return address.matcher(path).matches();
    }
  }

  /** The addresses with the names of their parameters. */
  public Set<String> templates() {
    return all().stream().map(Route::template).collect(Collectors.toUnmodifiableSet());
  }

  /** The methods that an address supports; empty if there is no such address. */
  public SortedSet<String> methods(String path) {
    SortedSet<String> methods =
        all().stream()
            .filter(route -> route.isAt(path))
            .map(Route::method)
            .collect(Collectors.toCollection(TreeSet::new));
    if (methods.contains(HttpMethod.GET)) {
      methods.add(HttpMethod.HEAD);
    }
    if (!methods.isEmpty()) {
      methods.add(HttpMethod.OPTIONS);
    }
    return methods;
  }

  /** The body types that a method at an address supports. */
  public SortedSet<String> types(String method, String path) {
    return at(method, path)
        .flatMap(route -> route.types().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The answer types of a method at an address. */
  public SortedSet<String> answers(String method, String path) {
    return at(method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method, path)
        .flatMap(route -> route.answers().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Stream<Route> at(String method, String path) {
    return all().stream().filter(route -> route.method().equals(method) && route.isAt(path));
  }

  /** Computed lazily: not all resources are known during startup. */
  private synchronized List<Route> all() {
    if (routes.isEmpty()) {
      routes =
          beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
              .map(bean -> (Class<?>) bean.getBeanClass())
              .filter(type -> type.isAnnotationPresent(Path.class))
              .distinct()
              .flatMap(Routes::of)
              .toList();
    }
    return routes;
  }

  private static Stream<Route> of(Class<?> resource) {
    return Arrays.stream(resource.getDeclaredMethods())
        .flatMap(method -> httpMethod(method).map(name -> route(resource, method, name)).stream());
  }

  private static Optional<String> httpMethod(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .filter(type -> type.isAnnotationPresent(HttpMethod.class))
        .map(type -> type.getAnnotation(HttpMethod.class).value())
        .findFirst();
  }

  private static Route route(Class<?> resource, Method method, String httpMethod) {
    String template =
        tidy(
            path(resource.getAnnotation(Path.class))
                + '/'
                + path(method.getAnnotation(Path.class)));
    return new Route(
        template,
        address(template),
        httpMethod,
        types(resource, method),
        answers(resource, method));
  }

  private static String path(Path path) {
    return path == null ? "" : path.value();
  }

  private static String tidy(String path) {
    String whole = ('/' + path).replaceAll("/{2,}", "/");
    return whole.length() > 1 && whole.endsWith("/")
        ? whole.substring(0, whole.length() - 1)
        : whole;
  }

  private static Pattern address(String template) {
    StringBuilder address = new StringBuilder();
    int from = 0;
    for (MatchResult parameter : PARAMETER.matcher(template).results().toList()) {
      address.append(Pattern.quote(template.substring(from, parameter.start())));
      String expression = parameter.group(1);
      address.append(expression == null ? "[^/]+" : "(?:" + expression.strip() + ')');
      from = parameter.end();
    }
    return Pattern.compile(address + Pattern.quote(template.substring(from)) + "/?");
  }

  private static Set<String> types(Class<?> resource, Method method) {
    Consumes of =
        method.isAnnotationPresent(Consumes.class)
            ? method.getAnnotation(Consumes.class)
            : resource.getAnnotation(Consumes.class);
    return of == null ? Set.of(MediaType.APPLICATION_JSON) : Set.of(of.value());
  }

  private static Set<String> answers(Class<?> resource, Method method) {
    Produces of =
        method.isAnnotationPresent(Produces.class)
            ? method.getAnnotation(Produces.class)
            : resource.getAnnotation(Produces.class);
    if (method.getReturnType() == void.class) {
      return Set.of();
    }
    return of == null ? Set.of(MediaType.APPLICATION_JSON) : Set.of(of.value());
  }
}
