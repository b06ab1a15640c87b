package cloud.reseller.gateway.dashboard.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The two positions of the switch. */
enum Switch {
  ON,
  OFF;

  /** The value in forms. */
  String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The position a form says; empty if it says none. */
  static Optional<Switch> of(Optional<String> sent) {
    return Arrays.stream(values())
        .filter(one -> sent.filter(one.value()::equals).isPresent())
        .findFirst();
  }
}
