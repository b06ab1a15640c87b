package cloud.reseller.gateway.dashboard.reservations;

import cloud.reseller.gateway.pages.Words;
import java.util.Optional;

/** The filter of reservations by whether their term goes on. */
enum Term {
  ANY,
  ACTIVE,
  ENDED;

  /** The value in addresses; empty for all. */
  String value() {
    return switch (this) {
      case ANY -> "";
      case ACTIVE -> "active";
      case ENDED -> "expired";
    };
  }

  /** The parameter of the service; none shows all. */
  String parameter() {
    return this == ANY ? null : value();
  }

  String text(Words words) {
    return switch (this) {
      case ANY -> words.all();
      case ACTIVE -> words.active();
      case ENDED -> words.ended();
    };
  }

  static Term of(Optional<String> text) {
    return text.map(
            value ->
                switch (value) {
                  case "active" -> ACTIVE;
                  case "expired" -> ENDED;
                  default -> ANY;
                })
        .orElse(ANY);
  }
}
