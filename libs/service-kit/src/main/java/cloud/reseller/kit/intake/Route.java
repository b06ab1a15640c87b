package cloud.reseller.kit.intake;

import cloud.reseller.kit.caller.AllowedTo;
import cloud.reseller.kit.caller.Role;
import cloud.reseller.kit.publicapi.NotSettable;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The declared properties of a route.
 *
 * @param allowed the roles that may call it
 * @param bodySaysWhatWasAttempted see {@link AllowedTo#bodySaysWhatWasAttempted()}
 * @param body how its body is received
 */
public record Route(
    Method method, Set<Role> allowed, boolean bodySaysWhatWasAttempted, BodyKind body) {

  /** How a body is received. */
  enum BodyKind {
    /** The route takes none. */
    NONE,
    /** Held in memory. */
    IN_MEMORY,
    /** Held in a file. */
    IN_FILE
  }

  static Route of(Method method) {
    AllowedTo allowed = method.getAnnotation(AllowedTo.class);
    if (allowed == null) {
      throw new IllegalStateException(
          method + " does not say who may call it: give it the annotation AllowedTo");
    }
    return new Route(
        method, Set.of(allowed.value()), allowed.bodySaysWhatWasAttempted(), body(method));
  }

  /** An annotation of the resource method. */
  public <A extends Annotation> Optional<A> annotation(Class<A> type) {
    return Optional.ofNullable(method.getAnnotation(type));
  }

  Role[] roles() {
    return allowed.stream().sorted().toArray(Role[]::new);
  }

  /** A parameter without annotations but those about a body is the body. */
  private static BodyKind body(Method method) {
    boolean takes =
        Arrays.stream(method.getParameters())
            .map(Parameter::getAnnotations)
            .anyMatch(of -> Arrays.stream(of).allMatch(NotSettable.class::isInstance));
    if (!takes) {
      return BodyKind.NONE;
    }
    return method.isAnnotationPresent(ReceivedInFile.class) ? BodyKind.IN_FILE : BodyKind.IN_MEMORY;
  }
}
