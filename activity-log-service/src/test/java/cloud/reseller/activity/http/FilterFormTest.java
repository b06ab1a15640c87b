package cloud.reseller.activity.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.reseller.activity.read.AuditLog.Filter;
import cloud.reseller.kit.publicapi.ProblemException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterFormTest {

  @Test
  void the_three_public_filters_are_read() {
    assertThat(read("{\"Field\":\"CompanyName\",\"Value\":\"bri\",\"Operator\":\"substring\"}"))
        .isEqualTo(new Filter.CompanyName("bri"));
    assertThat(read("{\"Field\":\"CustomerId\",\"Value\":\"0F2D\",\"Operator\":\"equals\"}"))
        .isEqualTo(new Filter.Customer("0f2d"));
    assertThat(read("{\"field\":\"resourcetype\",\"value\":\"Order\",\"operator\":\"Equals\"}"))
        .isEqualTo(new Filter.ResourceType("Order"));
    assertThat(
            read(
                "{\"Field\":\"ResourceType\",\"Value\":\"SelfServePolicy\",\"Operator\":\"equals\"}"))
        .isEqualTo(new Filter.ResourceType("SelfServePolicy"));
  }

  @Test
  void no_filter_lets_everything_through() {
    assertThat(FilterForm.read(Optional.empty())).isEqualTo(new Filter.All());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bri",
        "null",
        "[]",
        "{}",
        "{\"Field\":\"CompanyName\",\"Operator\":\"substring\"}",
        "{\"Field\":\"CompanyName\",\"Value\":\" \",\"Operator\":\"substring\"}",
        "{\"Field\":\"CompanyName\",\"Value\":\"a\\u0000b\",\"Operator\":\"substring\"}",
        "{\"Field\":\"CompanyName\",\"Value\":\"bri\",\"Operator\":\"equals\"}",
        "{\"Field\":\"CustomerId\",\"Value\":\"bri\",\"Operator\":\"substring\"}",
        "{\"Field\":\"UserName\",\"Value\":\"bri\",\"Operator\":\"equals\"}",
        "{\"Field\":\"ResourceType\",\"Value\":\"banana\",\"Operator\":\"equals\"}"
      })
  void anything_else_is_refused_and_named(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(400);
              assertThat(problem.problem("test").data()).containsExactly("filter");
            });
  }

  private static Filter read(String text) {
    return FilterForm.read(Optional.of(text));
  }
}
