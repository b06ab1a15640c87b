package cloud.reseller.gateway.dashboard.activity;

import cloud.reseller.gateway.pages.Choice;
import cloud.reseller.gateway.pages.Searched;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * Which entries are asked for. The service takes one condition: a customer before a part of a name,
 * and that before a kind.
 *
 * @param company part of a company's name; empty for all
 * @param customer id of a customer; empty for all
 * @param kind of what was changed; empty for all
 */
record Wanted(String company, String customer, Kind kind) {

  static Wanted of(Optional<String> company, Optional<String> customer, Optional<String> kind) {
    String id = Searched.text(customer);
    String name = id.isEmpty() ? Searched.text(company) : "";
    return new Wanted(
        name, id, id.isEmpty() && name.isEmpty() ? Choice.of(kind, Kind.ALL) : Kind.ALL);
  }

  /** The condition as the service takes it; none shows all. */
  String filter() {
    if (!customer.isEmpty()) {
      return condition("CustomerId", customer, "equals");
    }
    if (!company.isEmpty()) {
      return condition("CompanyName", company, "substring");
    }
    return kind == Kind.ALL ? null : condition("ResourceType", kind.value(), "equals");
  }

  private static String condition(String field, String value, String operator) {
    return new JsonObject()
        .put("Field", field)
        .put("Value", value)
        .put("Operator", operator)
        .encode();
  }
}
