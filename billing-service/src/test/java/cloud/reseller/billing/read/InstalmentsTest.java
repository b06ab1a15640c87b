package cloud.reseller.billing.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.reseller.events.Money;
import cloud.reseller.events.Term;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstalmentsTest {

  @Test
  void the_last_instalment_makes_up_for_what_rounding_left() {
    Money total = new Money(100_000, "USD");

    assertThat(IntStream.rangeClosed(1, 11).mapToObj(n -> minor(total, 12, n)))
        .containsOnly(8_333L);
    assertThat(minor(total, 12, 12)).isEqualTo(8_337);
  }

  @ParameterizedTest
  @CsvSource({"100000, 12", "0, 12", "1, 36", "35, 36", "122400, 12", "99999999999, 36", "7, 12"})
  void not_a_cent_is_lost(long total, int count) {
    Money money = new Money(total, "EUR");

    assertThat(IntStream.rangeClosed(1, count).mapToLong(n -> minor(money, count, n)).sum())
        .isEqualTo(total);
  }

  @Test
  void a_term_has_an_instalment_for_each_month() {
    assertThat(Instalments.count(Term.P1Y)).isEqualTo(12);
    assertThat(Instalments.count(Term.P3Y)).isEqualTo(36);
  }

  @ParameterizedTest
  @CsvSource({"0", "13"})
  void there_are_no_others(int number) {
    assertThatThrownBy(() -> Instalments.amount(new Money(1, "USD"), 12, number))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static long minor(Money total, int count, int number) {
    return Instalments.amount(total, count, number).amountMinor();
  }
}
