package cloud.reseller.gateway.dashboard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WantedTest {

  private static final Optional<String> NONE = Optional.empty();

  @Test
  void a_customer_comes_before_a_name_and_a_name_before_a_kind() {
    Optional<String> name = Optional.of(" Cedar ");
    Optional<String> kind = Optional.of("order");

    assertThat(new JsonObject(Wanted.of(name, Optional.of("4385dda4"), kind).filter()))
        .isEqualTo(condition("CustomerId", "4385dda4", "equals"));
    assertThat(new JsonObject(Wanted.of(name, NONE, kind).filter()))
        .isEqualTo(condition("CompanyName", "Cedar", "substring"));
    assertThat(new JsonObject(Wanted.of(NONE, NONE, kind).filter()))
        .isEqualTo(condition("ResourceType", "order", "equals"));
  }

  @Test
  void without_a_condition_or_with_an_unknown_kind_everything_is_asked_for() {
    assertThat(Wanted.of(NONE, NONE, NONE).filter()).isNull();
    assertThat(Wanted.of(Optional.of(""), Optional.of(""), Optional.of("other")).filter()).isNull();
  }

  private static JsonObject condition(String field, String value, String operator) {
    return new JsonObject().put("Field", field).put("Value", value).put("Operator", operator);
  }
}
