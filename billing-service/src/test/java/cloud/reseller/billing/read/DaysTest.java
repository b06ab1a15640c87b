package cloud.reseller.billing.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaysTest {

  @ParameterizedTest
  @CsvSource({
    "2026-01-15, 1, 2026-01-15, 2026-02-14",
    "2026-01-15, 2, 2026-02-15, 2026-03-14",
    "2026-01-15, 12, 2026-12-15, 2027-01-14",
    // a shorter month ends the span early, and the day of the month comes back after it
    "2026-01-31, 1, 2026-01-31, 2026-02-27",
    "2026-01-31, 2, 2026-02-28, 2026-03-30",
    "2026-01-31, 3, 2026-03-31, 2026-04-29",
    "2028-01-31, 1, 2028-01-31, 2028-02-28",
    "2026-12-01, 1, 2026-12-01, 2026-12-31"
  })
  void an_instalment_pays_for_a_month_from_the_day_of_purchase(
      LocalDate start, int number, LocalDate first, LocalDate last) {
    assertThat(Days.month(start, number)).isEqualTo(new Days(first, last));
  }

  @ParameterizedTest
  @CsvSource({"2026-01-31", "2028-02-29", "2026-11-30"})
  void the_months_of_a_term_follow_each_other_without_gap_or_overlap(LocalDate start) {
    for (int number = 1; number < 36; number++) {
      assertThat(Days.month(start, number + 1).first())
          .isEqualTo(Days.month(start, number).last().plusDays(1));
    }
  }
}
