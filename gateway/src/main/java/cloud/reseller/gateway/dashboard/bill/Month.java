package cloud.reseller.gateway.dashboard.bill;

import cloud.reseller.gateway.dashboard.Filter;
import cloud.reseller.gateway.pages.AgentWords;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The UTC month whose charges are shown. */
enum Month {
  CURRENT,
  PREVIOUS;

  /** The value in addresses, which is also the service's. */
  String value() {
    return switch (this) {
      case CURRENT -> "current";
      case PREVIOUS -> "previous";
    };
  }

  private String text(AgentWords words) {
    return switch (this) {
      case CURRENT -> words.thisMonth();
      case PREVIOUS -> words.previousMonth();
    };
  }

  /** The choice of months. */
  List<Filter> filters(AgentWords words) {
    return Arrays.stream(values())
        .map(one -> new Filter(one.text(words), "?period=" + one.value(), one == this))
        .toList();
  }

  static Month of(Optional<String> text) {
    return text.filter("previous"::equals).map(_ -> PREVIOUS).orElse(CURRENT);
  }
}
