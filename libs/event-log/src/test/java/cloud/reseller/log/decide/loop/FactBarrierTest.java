package cloud.reseller.log.decide.loop;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.log.decide.Gate;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The barrier over a log that is a map of how far it goes and how far it was read. */
class FactBarrierTest {

  private static final TopicPartition FACTS_0 = new TopicPartition("gate-events", 0);
  private static final TopicPartition FACTS_1 = new TopicPartition("gate-events", 1);
  private static final TopicPartition SHARED = new TopicPartition("tariff-events", 0);

  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final Map<TopicPartition, Long> read = new HashMap<>();
  private final Map<TopicPartition, Long> readable = new HashMap<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final FactBarrier barrier =
      new FactBarrier(
          Gate.warden("", 2),
          Duration.ofMillis(50),
          this::asked,
          _ -> read.putAll(readable),
          targets ->
              targets.entrySet().stream()
                  .allMatch(t -> read.getOrDefault(t.getKey(), 0L) >= t.getValue()),
          new DeciderMetrics(meters, "pass"));

  @Test
  void nobody_is_late_whose_facts_were_read_up_to_where_they_end() {
    both(ends, 7, 3);
    both(readable, 7, 3);

    assertThat(barrier.pass(Set.of(0, 1))).isEmpty();
    assertThat(read).isEqualTo(ends);
  }

  @Test
  void what_was_written_after_the_question_is_not_waited_for() {
    both(ends, 7, 3);
    both(readable, 9, 4);

    assertThat(barrier.pass(Set.of(0, 1))).isEmpty();
  }

  @Test
  void a_partition_whose_facts_do_not_come_is_late_alone_with_what_it_waits_for() {
    both(ends, 7, 3);
    both(readable, 7, 2);

    assertThat(barrier.pass(Set.of(0, 1)))
        .isEqualTo(Map.of(1, Optional.of(Map.of(FACTS_1, 3L, SHARED, 0L))));
  }

  @Test
  void a_partition_whose_end_nobody_told_is_late_without_a_target() {
    ends.put(FACTS_0, 7L);
    ends.put(SHARED, 0L);
    both(readable, 7, 0);

    assertThat(barrier.pass(Set.of(0, 1))).isEqualTo(Map.of(1, Optional.empty()));
  }

  @Test
  void shared_facts_that_do_not_come_make_every_partition_late() {
    both(ends, 0, 0);
    ends.put(SHARED, 5L);

    assertThat(barrier.pass(Set.of(0, 1)))
        .isEqualTo(
            Map.of(
                0, Optional.of(Map.of(FACTS_0, 0L, SHARED, 5L)),
                1, Optional.of(Map.of(FACTS_1, 0L, SHARED, 5L))));
  }

  @Test
  void a_decider_without_facts_asks_nothing() {
    FactBarrier none =
        new FactBarrier(
            Gate.keeper("", 2),
            Duration.ofMillis(50),
            _ -> {
              throw new IllegalStateException("asked");
            },
            _ -> {},
            _ -> false,
            new DeciderMetrics(meters, "gate"));

    assertThat(none.pass(Set.of(0, 1))).isEmpty();
  }

  @Test
  void every_partition_of_a_batch_is_measured() {
    both(ends, 0, 0);

    barrier.pass(Set.of(0, 1));

    assertThat(meters.find("barrier_wait").timers()).hasSize(2);
  }

  private static void both(Map<TopicPartition, Long> to, long first, long second) {
    to.putAll(Map.of(FACTS_0, first, FACTS_1, second, SHARED, 0L));
  }

  private Map<TopicPartition, CompletableFuture<Long>> asked(Collection<TopicPartition> of) {
    Map<TopicPartition, CompletableFuture<Long>> answers = new HashMap<>();
    for (TopicPartition each : of) {
      answers.put(
          each,
          ends.containsKey(each)
              ? CompletableFuture.completedFuture(ends.get(each))
              : CompletableFuture.failedFuture(new IllegalStateException("no leader")));
    }
    return answers;
  }
}
