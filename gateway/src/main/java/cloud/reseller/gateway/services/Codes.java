package cloud.reseller.gateway.services;

import java.util.Arrays;

/** Reads codes of services. A service may have further ones one day, so each set has an OTHER. */
final class Codes {

  private Codes() {}

  /** The code, whatever its case and however its words are set apart. */
  static <E extends Enum<E>> E of(String code, E other) {
    String plain = code.replace("_", "");
    return Arrays.stream(other.getDeclaringClass().getEnumConstants())
        .filter(one -> one.name().replace("_", "").equalsIgnoreCase(plain))
        .findFirst()
        .orElse(other);
  }
}
