package cloud.reseller.gateway.dashboard.account;

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

  static Optional<Switch> of(Optional<String> text) {
    return text.flatMap(
        value ->
            switch (value) {
              case "on" -> Optional.of(ON);
              case "off" -> Optional.of(OFF);
              default -> Optional.empty();
            });
  }
}
