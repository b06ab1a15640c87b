package cloud.reseller.reservations.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitedLinesTest {

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void lines_are_counted_however_they_end(String end) throws IOException {
    String two = "a" + end + "b" + end;

    assertThat(taken(two)).isEqualTo(two);
    assertThatThrownBy(() -> taken(two + "c")).isInstanceOf(LimitedLines.TooManyException.class);
    assertThatThrownBy(() -> taken(two + end)).isInstanceOf(LimitedLines.TooManyException.class);
  }

  private static String taken(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (LimitedLines limited = new LimitedLines(out, 2)) {
      // Byte by byte: an end may come in two pieces.
      for (byte b : text.getBytes(UTF_8)) {
        limited.write(b);
      }
    }
    return out.toString(UTF_8);
  }
}
