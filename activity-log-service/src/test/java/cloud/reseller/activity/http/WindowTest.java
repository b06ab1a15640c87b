package cloud.reseller.activity.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.reseller.kit.publicapi.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-11-22");

  @ParameterizedTest
  @CsvSource({
    // neither, one, both; the last row is the oldest and longest there is
    "           ,            , 2026-10-23, 2026-11-22",
    "2026-11-20 ,            , 2026-11-20, 2026-11-22",
    "2026-10-01 ,            , 2026-10-01, 2026-10-31",
    "           , 2026-11-10 , 2026-10-11, 2026-11-10",
    "2026-11-22 , 2026-11-22 , 2026-11-22, 2026-11-22",
    "2026-11-01 , 2026-12-01 , 2026-11-01, 2026-12-01",
    "2026-08-24 , 2026-09-23 , 2026-08-24, 2026-09-23",
    "11/01/2026 00:00:00, 11/02/2026 23:59:59, 2026-11-01, 2026-11-02",
    // 1 and 19 November as the public Java client writes them, with the day of the year
    "2026-11-305, 2026-11-323, 2026-11-01, 2026-11-19"
  })
  void dates_make_a_window(String start, String end, LocalDate first, LocalDate last) {
    assertThat(window(start, end)).isEqualTo(new Window(first, last));
  }

  @ParameterizedTest
  @CsvSource({
    "22.11.2026 ,            , startDate",
    "2026-02-30 ,            , startDate",
    "2026-11-304 ,           , startDate",
    "2026-11-335 ,           , startDate",
    "2026-11-367 ,           , startDate",
    "2026-11-01 , tomorrow   , endDate",
    "2026-11-02 , 2026-11-01 , startDate",
    "2026-11-23 ,            , startDate",
    "2026-10-01 , 2026-11-01 , endDate",
    "2026-08-23 ,            , startDate",
    "           , 2026-09-01 , endDate",
    "+999999999-12-31 ,      , startDate",
    "13/01/2026 00:00:00 ,   , startDate",
    "02/30/2026 00:00:00 ,   , startDate",
    "01/01/+99999 0:00:00 ,  , startDate"
  })
  void a_date_that_will_not_do_is_named(String start, String end, String field) {
    assertThatThrownBy(() -> window(start, end))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(400);
              assertThat(problem.problem("test").data()).containsExactly(field);
              assertThat(problem.getMessage()).contains(field);
            });
  }

  @Test
  void both_days_are_whole_utc_days() {
    Window window = window("2026-11-01", "2026-11-02");

    assertThat(window.from()).isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
    assertThat(window.until()).isEqualTo(Instant.parse("2026-11-03T00:00:00Z"));
  }

  private static Window window(String start, String end) {
    return Window.of(Optional.ofNullable(start), Optional.ofNullable(end), TODAY, 90);
  }
}
