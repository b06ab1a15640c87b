package cloud.reseller.gateway;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Labels of HTTP metrics come from lists that callers cannot add to: whatever else was asked, and
 * however often, is one series.
 */
@Singleton
class ClosedLabels implements MeterFilter {

  private static final String OTHER = "other";

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** What {@code match-patterns} lead to, and what stands for addresses that are none. */
  private static final Set<String> ADDRESSES =
      Set.of(
          "/v1/customers",
          "/v1/customers/{id}",
          "/v1/customers/{id}/subscriptions",
          "/v1/customers/{id}/users",
          "/v1/customers/{id}/purchasepermission",
          "/v1/customers/{id}/pricerules",
          "/v1/customers/{id}/purchaselimits",
          "/v1/customers/{id}/orders",
          "/v1/customers/{id}/reservations",
          "/v1/customers/{id}/purchaserequests",
          "/v1/SelfServePolicy",
          "/v1/SelfServePolicy/{id}",
          "/v1/pricesheets",
          "/v1/flexibilityratios",
          "/v1/auditrecords",
          "/v1/invoices",
          "NOT_FOUND",
          "REDIRECTION",
          "UNKNOWN",
          "root");

  private static final Pattern STATUS = Pattern.compile("[1-5][0-9][0-9]|RESET|UNKNOWN");

  @Override
  public Meter.Id map(Meter.Id id) {
    if (!id.getName().startsWith("http.")) {
      return id;
    }
    return id.replaceTags(
        id.getTags().stream()
            .map(
                tag ->
                    switch (tag.getKey()) {
                      case "method" -> only(tag, METHODS::contains);
                      case "uri" -> only(tag, ADDRESSES::contains);
                      case "status" -> only(tag, STATUS.asMatchPredicate());
                      default -> tag;
                    })
            .toList());
  }

  private static Tag only(Tag tag, Predicate<String> known) {
    return known.test(tag.getValue()) ? tag : Tag.of(tag.getKey(), OTHER);
  }
}
