package cloud.reseller.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {

  @Test
  void waits_double_up_to_the_longest_and_begin_again_after_success() {
    BackOff backOff = new BackOff(Duration.ofMillis(100), Duration.ofMillis(400));
    assertThat(backOff.next()).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
    assertThat(backOff.next()).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
    assertThat(backOff.next()).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
    assertThat(backOff.next()).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
    backOff.reset();
    assertThat(backOff.next()).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
  }
}
