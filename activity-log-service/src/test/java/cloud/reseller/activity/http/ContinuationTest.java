package cloud.reseller.activity.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.reseller.activity.read.AuditRow.PageCursor;
import cloud.reseller.kit.publicapi.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContinuationTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
  private static final Continuation ONE =
      new Continuation(
          new Window(LocalDate.parse("2026-11-01"), TODAY),
          new PageCursor(Instant.parse("2026-11-20T10:15:30.123Z"), "permission-events", 3, 42));

  @Test
  void a_token_says_where_to_go_on_also_after_midnight() {
    assertThat(Continuation.parse(ONE.token().text(), TODAY, 21)).isEqualTo(ONE);
    assertThat(Continuation.parse(ONE.token().text(), TODAY.plusDays(1), 21)).isEqualTo(ONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "%%%",
        "a|b",
        "2026-11-01|2026-11-22|now|permission-events|3|42",
        "2026-11-01|2026-11-22|2026-11-20T10:15:30Z|somewhere|3|42",
        "2026-11-01|2026-11-22|2026-11-20T10:15:30Z|permission-events\0|3|42",
        "2026-11-01|2026-11-22|2026-11-20T10:15:30Z|permission-events|3|many",
        // Nothing is reached by a token that is out of reach without one.
        "2026-11-01|2026-11-22|2026-10-31T23:59:59Z|permission-events|3|42",
        "2026-11-01|2026-11-22|2026-11-23T00:00:00Z|permission-events|3|42",
        "2026-10-01|2026-11-22|2026-11-20T10:15:30Z|permission-events|3|42",
        "2026-07-01|2026-07-02|2026-07-01T10:15:30Z|permission-events|3|42",
        "2026-11-22|2026-11-01|2026-11-20T10:15:30Z|permission-events|3|42",
        "2026-11-01|+999999999-12-31|2026-11-20T10:15:30Z|permission-events|3|42",
        "-999999999-01-01|2026-11-22|2026-11-20T10:15:30Z|permission-events|3|42",
        "2026-11-01|2026-11-22|+1000000000-12-31T23:59:59Z|permission-events|3|42"
      })
  void anything_else_is_refused(String text) {
    for (String token :
        new String[] {text, Base64.getUrlEncoder().encodeToString(text.getBytes(UTF_8))}) {
      assertThatThrownBy(() -> Continuation.parse(token, TODAY, 90))
          .isInstanceOfSatisfying(
              ProblemException.class,
              problem -> {
                assertThat(problem.status()).isEqualTo(400);
                assertThat(problem.problem("x").data()).containsExactly("MS-ContinuationToken");
              });
    }
  }
}
