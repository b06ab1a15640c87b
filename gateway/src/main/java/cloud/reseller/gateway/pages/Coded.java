package cloud.reseller.gateway.pages;

import java.util.Arrays;
import java.util.Set;

/** What one or more codes of services mean. A set of meanings has one for every other code. */
public interface Coded {

  /** The codes; none for the one that stands for every other code. */
  Set<String> codes();

  /** The meaning of a code. */
  static <C extends Enum<C> & Coded> C of(String code, C other) {
    return Arrays.stream(other.getDeclaringClass().getEnumConstants())
        .filter(one -> one.codes().contains(code))
        .findFirst()
        .orElse(other);
  }
}
