package cloud.reseller.kit.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

  private static final long BEGIN = Long.MAX_VALUE - 5;

  private final TokenBucket bucket = new TokenBucket(3, 2, BEGIN);

  @Test
  void so_many_at_once_and_no_more() {
    assertThat(taken(10, BEGIN)).isEqualTo(3);
  }

  @Test
  void so_many_a_second_afterwards_also_when_the_clock_runs_over() {
    taken(10, BEGIN);

    assertThat(taken(10, BEGIN + TimeUnit.SECONDS.toNanos(1))).isEqualTo(2);
    assertThat(taken(10, BEGIN + TimeUnit.SECONDS.toNanos(1))).isZero();
  }

  @Test
  void a_quiet_day_saves_no_more_than_the_burst() {
    taken(10, BEGIN);

    assertThat(taken(10, BEGIN + TimeUnit.DAYS.toNanos(1))).isEqualTo(3);
  }

  private long taken(int tries, long nowNanos) {
    return IntStream.range(0, tries).filter(_ -> bucket.take(nowNanos)).count();
  }
}
