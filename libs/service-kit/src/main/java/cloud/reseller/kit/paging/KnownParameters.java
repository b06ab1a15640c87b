package cloud.reseller.kit.paging;

import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses unknown query parameters of lists and of all other calls that have parameters, and
 * parameters given more than once with different values. If they were ignored, a caller that means
 * to filter would mistake the whole list for the result.
 */
@Singleton
class KnownParameters {

  /** Sent by public clients with every list; they do not narrow it. */
  private static final Set<String> NOT_NARROWING =
      Set.of("api-version", "includeprice", "include_price");

  /** Only plain names are repeated in the answer. */
  private static final Pattern PLAIN_NAME = Pattern.compile("[\\w$.-]{1,50}");

  private static final int AFTER_THE_CALLER_WAS_CHECKED = Priorities.USER + 1_000;

  /** The parameter names of each method. */
  private final Map<Method, Optional<Set<String>>> ofMethods = new ConcurrentHashMap<>();

  @ServerRequestFilter(priority = AFTER_THE_CALLER_WAS_CHECKED)
  void check(ResourceInfo resource, RoutingContext http) {
    ofMethods
        .computeIfAbsent(resource.getResourceMethod(), KnownParameters::ofMethod)
        .ifPresent(known -> check(known, http.queryParams()));
  }

  private static void check(Set<String> known, MultiMap sent) {
    for (String name : sent.names()) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (!known.contains(lower) && !NOT_NARROWING.contains(lower)) {
        throw ErrorCode.INVALID_PARAMETER.because(
            known.isEmpty()
                ? "This list has no parameters. Leave it out."
                : "This call does not support this parameter. Leave it out; the supported"
                    + " parameters are "
                    + String.join(", ", known)
                    + '.',
            PLAIN_NAME.matcher(name).matches() ? name : "address");
      }
      if (known.contains(lower) && sent.getAll(name).stream().distinct().count() > 1) {
        throw ErrorCode.INVALID_PARAMETER.because(
            "Parameter " + lower + " is given more than once, with different values. Give it once.",
            lower);
      }
    }
  }

  /** The parameters of a method, in lower case; empty if it has none and does not return a list. */
  private static Optional<Set<String>> ofMethod(Method method) {
    boolean isList = method.getReturnType() == SeekBasedResourceCollection.class;
    Set<String> known =
        Arrays.stream(method.getParameters())
            .flatMap(KnownParameters::names)
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));
    return isList || !known.isEmpty() ? Optional.of(known) : Optional.empty();
  }

  private static Stream<String> names(Parameter parameter) {
    return parameter.isAnnotationPresent(BeanParam.class)
        ? Arrays.stream(parameter.getType().getDeclaredFields()).flatMap(KnownParameters::name)
        : name(parameter);
  }

  private static Stream<String> name(AnnotatedElement of) {
    return Stream.ofNullable(of.getAnnotation(QueryParam.class)).map(QueryParam::value);
  }
}
