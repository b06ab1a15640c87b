package cloud.reseller.kit.publicapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Members that a body may not have, because the call would not use them: members of the public form
 * that only answers have, and members that contradict the address. Other unknown members are
 * ignored.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface NotSettable {

  /**
   * Paths of members, such as {@code properties.expiryDate}, in any case. Values that public
   * clients send for members that are not set, such as null, false and an empty text, count as
   * absent.
   */
  String[] value();

  /** Members that may be sent if they equal the parameter of the same name in the address. */
  String[] inAddress() default {};
}
