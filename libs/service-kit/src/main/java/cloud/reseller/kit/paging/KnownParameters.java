package cloud.reseller.kit.paging;

import cloud.reseller.kit.publicapi.ErrorCode;
import cloud.reseller.kit.publicapi.ResourceCollection;
import cloud.reseller.kit.publicapi.SeekBasedResourceCollection;
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
 * Lists take no parameter that they do not know: whoever asks for a part and gets the whole would
 * take it for the part.
 */
@Singleton
class KnownParameters {

  /** Public clients send them with every list; they ask for no part of it. */
  private static final Set<String> LEAVE_THE_LIST_WHOLE = Set.of("api-version", "includeprice");

  /** What is no name is not repeated. */
  private static final Pattern LOOKS_LIKE_A_NAME = Pattern.compile("[\\w$.-]{1,50}");

  private static final int AFTER_THE_CALLER_WAS_LOOKED_AT = Priorities.USER + 1_000;

  /** The names each list knows. */
  private final Map<Method, Optional<Set<String>>> ofLists = new ConcurrentHashMap<>();

  @ServerRequestFilter(priority = AFTER_THE_CALLER_WAS_LOOKED_AT)
  void look(ResourceInfo resource, RoutingContext http) {
    ofLists
        .computeIfAbsent(resource.getResourceMethod(), KnownParameters::ofList)
        .ifPresent(known -> look(known, http.queryParams().names()));
  }

  private static void look(Set<String> known, Set<String> sent) {
    for (String name : sent) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (!known.contains(lower) && !LEAVE_THE_LIST_WHOLE.contains(lower)) {
        throw ErrorCode.INVALID_PARAMETER.because(
            "This list has no such parameter and would answer as if it were not there. Leave it out;"
                + " there are "
                + String.join(", ", known)
                + '.',
            LOOKS_LIKE_A_NAME.matcher(name).matches() ? new String[] {name} : new String[0]);
      }
    }
  }

  /** What a list knows, in lower case; empty for a method that answers with no list. */
  private static Optional<Set<String>> ofList(Method method) {
    boolean isList =
        method.getReturnType() == SeekBasedResourceCollection.class
            || method.getReturnType() == ResourceCollection.class;
    return isList
        ? Optional.of(
            Arrays.stream(method.getParameters())
                .flatMap(KnownParameters::names)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new)))
        : Optional.empty();
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
