package cloud.reseller.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SeldomTest {

  @Test
  void what_comes_too_soon_is_counted_and_told_the_next_time() {
    AtomicLong now = new AtomicLong(-5);
    Seldom seldom = new Seldom(Duration.ofNanos(10), now::get);
    List<Long> told = new ArrayList<>();

    seldom.ifDue(told::add);
    now.set(4);
    seldom.ifDue(told::add);
    seldom.ifDue(told::add);
    assertThat(told).containsExactly(0L);

    now.set(5);
    seldom.ifDue(told::add);
    seldom.ifDue(told::add);
    assertThat(told).containsExactly(0L, 2L);
  }
}
