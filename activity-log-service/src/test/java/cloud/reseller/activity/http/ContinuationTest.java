package cloud.reseller.activity.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.reseller.activity.read.AuditRow.Place;
import cloud.reseller.kit.form.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContinuationTest {

  @Test
  void a_token_says_where_to_go_on() {
    Continuation one =
        new Continuation(
            new Window(LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-22")),
            new Place(Instant.parse("2026-11-20T10:15:30.123Z"), "permission-events", 3, 42));

    assertThat(Continuation.parse(one.token())).isEqualTo(one);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%%%", "a|b", "2026-11-01|2026-11-22|now|t|3|42"})
  void anything_else_is_refused(String text) {
    for (String token :
        new String[] {text, Base64.getUrlEncoder().encodeToString(text.getBytes())}) {
      assertThatThrownBy(() -> Continuation.parse(token))
          .isInstanceOfSatisfying(
              ProblemException.class, problem -> assertThat(problem.status()).isEqualTo(400));
    }
  }
}
