package cloud.reseller.gateway.dashboard.activity;

import cloud.reseller.gateway.pages.Formats;
import cloud.reseller.gateway.pages.Words;
import java.util.Arrays;
import java.util.Optional;

/** What an entry of the log is about. */
enum Kind {
  ALL(""),
  PERMISSIONS("self_serve_policy"),
  ORDERS("order"),
  SUBSCRIPTIONS("subscription"),
  OWNERS("customer_directory_role"),
  CUSTOMERS("customer");

  private final String value;

  Kind(String value) {
    this.value = value;
  }

  /** The service's resource type, also in addresses; empty for all. */
  String value() {
    return value;
  }

  String text(Formats formats) {
    Words words = formats.words();
    return switch (this) {
      case ALL -> words.all();
      case PERMISSIONS -> words.customerPermissions();
      case ORDERS -> formats.agents().orders();
      case SUBSCRIPTIONS -> words.subscriptions();
      case OWNERS -> words.owners();
      case CUSTOMERS -> formats.agents().customersPricesLimits();
    };
  }

  static Kind of(Optional<String> text) {
    return text.flatMap(
            wanted -> Arrays.stream(values()).filter(one -> one.value.equals(wanted)).findFirst())
        .orElse(ALL);
  }
}
