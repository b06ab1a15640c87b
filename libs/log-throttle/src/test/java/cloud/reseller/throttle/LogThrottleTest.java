package cloud.reseller.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LogThrottleTest {

  @Test
  void lines_within_the_interval_are_suppressed_and_counted_in_the_next_one() {
    AtomicLong now = new AtomicLong(-5);
    LogThrottle throttle = new LogThrottle(Duration.ofNanos(10), now::get);
    List<String> written = new ArrayList<>();

    throttle.ifDue(written::add);
    now.set(4);
    throttle.ifDue(written::add);
    throttle.ifDue(written::add);
    assertThat(written).containsExactly("");

    now.set(5);
    throttle.ifDue(written::add);
    throttle.ifDue(written::add);
    assertThat(written).containsExactly("", "; similar lines suppressed: 2");
  }
}
