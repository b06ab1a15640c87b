package cloud.reseller.permissions.http;

import cloud.reseller.events.PermissionCommandType;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** As what an attempt at the route is recorded, of an agent whose role does not do. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Recorded {

  /** The command the route sends. */
  PermissionCommandType value();
}
