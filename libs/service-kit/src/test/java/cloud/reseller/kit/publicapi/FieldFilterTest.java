package cloud.reseller.kit.publicapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldFilterTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Field\":\"Domain\",\"Value\":\" Fab \",\"Operator\":\"starts_with\"}",
        "{\"value\":\"Fab\",\"field\":\"Domain\",\"fieldType\":\"String\",\"operator\":\"StartsWith\"}",
        "{\"operator\":\"Starts_With\",\"FIELD\":\"domain\",\"value\":\"Fab\",\"more\":1}"
      })
  void names_are_read_in_any_case_and_the_value_is_kept(String text) {
    assertThat(FieldFilter.read(text)).contains(new FieldFilter("domain", "Fab", "startswith"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "Fab",
        "{\"Field\":\"Domain\",\"Value\":\"\",\"Operator\":\"equals\"}",
        "{\"Field\":\"Domain\",\"Value\":\"Fab\",\"Operator\":\"equals\"} and more",
        "{\"Field\":\"Domain\",\"Value\":\"\\u0000\",\"Operator\":\"equals\"}",
        "{\"Field\":\"Domain\",\"Value\":\"F\\u0000b\",\"Operator\":\"equals\"}",
        "{\"Field\":\"Domain\",\"field\":\"CustomerId\",\"Value\":\"Fab\",\"Operator\":\"equals\"}",
        "{\"Field\":\"Domain\",\"Value\":\"Fab\",\"Value\":\"Fib\",\"Operator\":\"equals\",\"Field\":\"x\"}"
      })
  void anything_else_is_not_a_filter(String text) {
    assertThat(FieldFilter.read(text)).isEmpty();
  }

  @Test
  void it_compares_in_one_way() {
    assertThat(new FieldFilter("domain", "Fab", "equals").is("equals")).isTrue();
    assertThat(new FieldFilter("domain", "Fab", "equals").is("startswith")).isFalse();
  }
}
