package cloud.reseller.billing.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.reseller.billing.read.ChargeRow.PageCursor;
import cloud.reseller.kit.publicapi.ProblemException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContinuationTest {

  private static final YearMonth CURRENT = YearMonth.parse("2026-11");

  @Test
  void a_token_says_where_to_go_on_also_when_the_month_has_ended() {
    Continuation one =
        new Continuation(
            YearMonth.parse("2026-10"),
            new PageCursor(Instant.parse("2026-10-31T23:59:59.999Z"), 3, 42, 1));

    assertThat(Continuation.parse(one.token().text(), CURRENT)).isEqualTo(one);
    assertThat(Continuation.parse(one.token().text(), CURRENT.plusMonths(1))).isEqualTo(one);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "%%%",
        "a|b",
        "2026-11|now|3|42|1",
        "2026-11|2026-11-20T10:15:30Z|3|42|first",
        // Nothing is reached by a token that is out of reach without one.
        "2026-12|2026-12-01T00:00:00Z|3|42|1",
        "2026-08|2026-08-20T10:15:30Z|3|42|1",
        "2026-11|2026-10-31T23:59:59Z|3|42|1",
        "+999999999-12|2026-11-20T10:15:30Z|3|42|1",
        "2026-11|+1000000000-12-31T23:59:59Z|3|42|1"
      })
  void anything_else_is_refused(String text) {
    for (String token :
        new String[] {text, Base64.getUrlEncoder().encodeToString(text.getBytes(UTF_8))}) {
      assertThatThrownBy(() -> Continuation.parse(token, CURRENT))
          .isInstanceOfSatisfying(
              ProblemException.class,
              problem -> {
                assertThat(problem.status()).isEqualTo(400);
                assertThat(problem.problem("x").data()).containsExactly("MS-ContinuationToken");
              });
    }
  }
}
