package cloud.reseller.log.decide.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.log.Position;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTextTest {

  private final PositionText text = new PositionText();

  @ParameterizedTest
  @ValueSource(longs = {0, 9, 10, 99, 100, 1_234_567_890_123L, Long.MAX_VALUE})
  void a_position_is_spelled_as_it_is_read_again(long offset) {
    for (int partition : new int[] {11, 0, 2, 11}) {
      for (String topic : new String[] {"permission-events", "events-\u00e4"}) {
        assertThat(new String(text.of(topic, partition, offset), UTF_8))
            .isEqualTo(new Position(topic, partition, offset).toString());
      }
    }
  }
}
