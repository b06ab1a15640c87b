package cloud.reseller.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.gateway.pages.Formats.Moment;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FormatsTest {

  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  private static final Words WORDS = new EnglishWords();

  private final Formats english = new Formats(Locale.ENGLISH, ZoneOffset.UTC, NOW, WORDS);

  @Test
  void money_has_its_currency_its_digits_and_the_viewers_grouping() {
    assertThat(english.money(111_800, "EUR")).isEqualTo("EUR\u00a01,118.00");
    assertThat(english.money(111_800, "JPY")).isEqualTo("JPY\u00a0111,800");
    assertThat(english.money(new BigDecimal("-93.1625"), "USD")).isEqualTo("USD\u00a0-93.1625");
    assertThat(english.money(new BigDecimal("5"), "USD")).isEqualTo("USD\u00a05.00");
  }

  @Test
  void a_time_under_a_day_is_relative_and_says_the_exact_one() {
    Moment recent = english.moment(NOW.minus(Duration.ofMinutes(90)));

    assertThat(recent.text()).isEqualTo("hoursAgo 1");
    assertThat(recent.exact()).isEqualTo("27 Nov 2026, 10:30 UTC");
    assertThat(recent.iso()).isEqualTo("2026-11-27T10:30:00Z");
    assertThat(english.moment(NOW.minusSeconds(59)).text()).isEqualTo("just now");
    assertThat(english.moment(NOW.minusSeconds(60)).text()).isEqualTo("minutesAgo 1");
    assertThat(english.moment(NOW.plusSeconds(59)).text())
        .as("a service whose clock is ahead")
        .isEqualTo("just now");
  }

  @Test
  void an_older_or_future_time_stands_with_its_day_in_the_viewers_zone() {
    Formats berlin = new Formats(Locale.ENGLISH, ZoneId.of("Europe/Berlin"), NOW, WORDS);

    assertThat(berlin.moment(Instant.parse("2026-11-03T13:02:00Z")).text())
        .isEqualTo("3 Nov 2026, 14:02");
    assertThat(berlin.moment(NOW.plusSeconds(60)).text()).isEqualTo("27 Nov 2026, 13:01");
    assertThat(berlin.moment(Instant.parse("2026-07-01T00:00:00Z")).exact())
        .isEqualTo("1 Jul 2026, 02:00 UTC+02:00");
    assertThat(berlin.date(Instant.parse("2026-11-03T23:30:00Z"))).isEqualTo("4 Nov 2026");
  }

  @Test
  void a_time_that_decides_something_stands_in_utc_too() {
    Formats berlin = new Formats(Locale.ENGLISH, ZoneId.of("Europe/Berlin"), NOW, WORDS);

    assertThat(berlin.deadline(Instant.parse("2027-11-27T23:30:00Z")))
        .isEqualTo("28 Nov 2027, 00:30 UTC+01:00 (27 Nov 2027, 23:30 UTC)");
    assertThat(english.deadline(Instant.parse("2027-11-27T23:30:00Z")))
        .isEqualTo("27 Nov 2027, 23:30 UTC");
  }

  @Test
  void an_id_is_shortened_in_the_middle_and_whole_to_copy() {
    String id = "4385dda4-7bf1-5e40-a910-ecfbcbc9b2ac";

    assertThat(english.id(id)).isEqualTo(new Formats.Id("4385dda4…b2ac", id));
    assertThat(english.id("short")).isEqualTo(new Formats.Id("short", "short"));
  }
}
