package cloud.reseller.permissions.http;

import cloud.reseller.events.PermissionCommandType;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How attempts at the route by agents without the required role are recorded. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Recorded {

  /** The command that the route sends. */
  PermissionCommandType value();
}
