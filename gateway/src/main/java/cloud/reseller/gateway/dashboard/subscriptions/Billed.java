package cloud.reseller.gateway.dashboard.subscriptions;

import java.util.Optional;

/** The filter of the list of subscriptions: how they are billed. */
enum Billed {
  ALL,
  USAGE,
  LICENCE;

  /** The parameter of the service; none shows all. */
  String parameter() {
    return switch (this) {
      case ALL -> null;
      case USAGE -> "usage";
      case LICENCE -> "license";
    };
  }

  static Billed of(Optional<String> text) {
    return text.map(
            value ->
                switch (value) {
                  case "usage" -> USAGE;
                  case "license" -> LICENCE;
                  default -> ALL;
                })
        .orElse(ALL);
  }
}
