package cloud.reseller.kit.publicapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class RedactedExceptionTest {

  @Test
  void a_failure_is_logged_by_kind_and_place_and_never_by_its_words() {
    var failure =
        new IllegalStateException(
            "ada@partner.example", new SQLException("Key (upn)=(ada@partner.example)", "23505"));

    String logged = print(RedactedException.of(failure));

    assertThat(logged)
        .contains(
            "java.lang.IllegalStateException",
            "java.sql.SQLException, SQL state 23505",
            "RedactedExceptionTest.java")
        .doesNotContain("ada");
  }

  @Test
  void causes_in_a_circle_come_to_an_end() {
    var one = new IllegalStateException();
    one.initCause(new IllegalArgumentException(one));

    assertThat(print(RedactedException.of(one))).contains("IllegalArgumentException");
  }

  private static String print(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
