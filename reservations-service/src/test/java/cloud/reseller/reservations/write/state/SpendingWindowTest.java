package cloud.reseller.reservations.write.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpendingWindowTest {

  @Test
  void spending_agrees_with_a_plain_list_of_purchases() {
    long seed = 20261122;
    Random random = new Random(seed);
    Deque<long[]> all = new ArrayDeque<>();
    SpendingWindow spending = SpendingWindow.in("USD");
    long at = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();
    for (int i = 0; i < 3_000; i++) {
      at +=
          random.nextInt(100) == 0
              ? random.nextLong(SpendingWindow.WINDOW_MS * 2)
              : random.nextLong(20_000_000);
      long minor = random.nextLong(1, 10_000);
      long now = at;
      long expected =
          all.stream()
              .filter(p -> p[0] > now - SpendingWindow.WINDOW_MS)
              .mapToLong(p -> p[1])
              .sum();
      long day = Math.floorDiv(now, 86_400_000L);
      long expectedDay =
          all.stream()
              .filter(p -> Math.floorDiv(p[0], 86_400_000L) == day)
              .mapToLong(p -> p[1])
              .sum();
      assertThat(spending.within30Days(now)).as("seed %d step %d", seed, i).isEqualTo(expected);
      assertThat(spending.onDayOf(now)).as("seed %d step %d", seed, i).isEqualTo(expectedDay);
      SpendingWindow before = spending;
      String told = before.toString();
      spending = spending.plus(now, minor);
      assertThat(before.toString()).as("never written after it is shared").isEqualTo(told);
      all.add(new long[] {now, minor});
    }
  }
}
