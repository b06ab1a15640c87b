package cloud.reseller.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

  @Test
  void times_are_written_and_read_as_the_jdk_does() {
    Random random = new Random(9);
    for (int i = 0; i < 20_000; i++) {
      int unit = new int[] {1, 1_000, 1_000_000, 1_000_000_000}[i % 4];
      Instant time =
          Instant.ofEpochSecond(
              random.nextLong(-63_000_000_000L, 254_000_000_000L),
              random.nextInt(1_000_000_000) / unit * unit);
      assertThat(Times.text(time)).isEqualTo(time.toString());
      assertThat(Times.parse(time.toString())).isEqualTo(time);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-28T23:59:59Z",
        "2024-02-29T00:00:00.1Z",
        "2026-01-31T12:00:00.123456789Z",
        "2026-01-31T24:00:00Z",
        "2016-12-31T23:59:60Z",
        "2026-01-31T12:00:00+01:00",
        "2026-01-31T12:00:00.Z",
        "0000-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z"
      })
  void what_the_jdk_reads_is_read_alike(String text) {
    assertThat(Times.parse(text)).isEqualTo(Instant.parse(text));
    assertThat(Times.text(Times.parse(text))).isEqualTo(Instant.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "1769860800",
        "2026-01-31",
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-01-31T25:00:00Z",
        "2026-01-31T12:60:00Z",
        "2026-01-31T12:00Z",
        "2026-01-31T12:00:00.1234567890Z",
        "2026-01-31T12:00:0xZ",
        "2026/01/31T12:00:00Z",
        "2026-01-31T12:00:00z0"
      })
  void what_is_no_time_is_refused(String text) {
    assertThatThrownBy(() -> Times.parse(text)).isInstanceOf(DateTimeException.class);
  }
}
