package cloud.reseller.kit.caller;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The roles that may call a route; required on every route. Other callers are refused before the
 * body is read.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface AllowedTo {

  /** The roles. */
  Role[] value();

  /**
   * Whether only the body tells what an agent without the right attempted on a customer of its
   * partner. A small body is then read so that the attempt can be recorded, and the route itself
   * refuses.
   */
  boolean bodySaysWhatWasAttempted() default false;
}
