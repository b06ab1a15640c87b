package cloud.reseller.reservations.write.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.reseller.events.AppliedPrice;
import cloud.reseller.events.PriceRule;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultMarkupTest {

  @ParameterizedTest
  @CsvSource({
    "-1000000000-01-01T00:00:00Z, 100",
    "2026-12-31T23:59:59.999999999Z, 100",
    "2027-01-01T00:00:00Z, -50",
    "2027-06-30T23:59:59.999999999Z, -50",
    "2027-07-01T00:00:00Z, 0",
    "+1000000000-12-31T23:59:59.999999999Z, 0"
  })
  void a_markup_holds_from_the_first_instant_of_its_utc_day(Instant at, int basisPoints) {
    assertThat(DefaultMarkup.parse(" 100 , 2027-01-01 = -50,2027-07-01=0").at(at))
        .isEqualTo(price(basisPoints));
  }

  @ParameterizedTest
  @ValueSource(ints = {-10_000, 0, 250, Integer.MAX_VALUE})
  void a_number_alone_holds_for_all_time(int basisPoints) {
    for (Instant at : new Instant[] {Instant.MIN, Instant.EPOCH, Instant.MAX}) {
      assertThat(DefaultMarkup.parse(Integer.toString(basisPoints)).at(at))
          .isEqualTo(price(basisPoints));
      assertThat(DefaultMarkup.always(basisPoints).at(at)).isEqualTo(price(basisPoints));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "two",
        "2.5",
        "2147483648",
        "0,",
        "0, 250",
        "0, 2027-01-01",
        "0, 2027-01-01=",
        "0, 2027-02-29=250",
        "0, 2027-01-01T00:00:00Z=250",
        "2027-01-01=250"
      })
  void another_form_is_refused_with_an_example_of_the_right_one(String text) {
    assertThatThrownBy(() -> DefaultMarkup.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reseller.default-markup-basis-points")
        .hasMessageContaining("0, 2027-01-01=250");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0, 2027-07-01=1, 2027-01-01=2", "0, 2027-01-01=1, 2027-01-01=2"})
  void days_that_do_not_ascend_are_refused(String text) {
    assertThatThrownBy(() -> DefaultMarkup.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("days in reseller.default-markup-basis-points must ascend");
  }

  @Test
  void a_price_below_zero_is_refused_on_any_day() {
    assertThatThrownBy(() -> DefaultMarkup.parse("0, 2027-01-01=-10001"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("reseller.default-markup-basis-points must be -10000 or more, not -10001");
  }

  private static AppliedPrice price(int basisPoints) {
    return new AppliedPrice(new PriceRule.Percent(basisPoints), AppliedPrice.Origin.DEFAULT, "*");
  }
}
