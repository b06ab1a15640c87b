package cloud.reseller.log.projection;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.log.projection.PositionWaiters.Wait;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PositionWaitersTest {

  private static final TopicPartition ONE = new TopicPartition("facts", 0);
  private static final TopicPartition OTHER = new TopicPartition("facts", 1);

  private final PositionWaiters waiters = new PositionWaiters();

  @Test
  void a_position_is_exclusive_so_a_record_is_passed_when_it_lies_behind() {
    Wait fourth = waiters.begin(ONE, 4);
    Wait fifth = waiters.begin(ONE, 5);
    Wait elsewhere = waiters.begin(OTHER, 4);
    waiters.reached(ONE, 4);
    assertThat(fourth.passed()).isNotDone();
    waiters.reached(ONE, 5);
    assertThat(fourth.passed()).isDone();
    assertThat(fifth.passed()).isNotDone();
    assertThat(elsewhere.passed()).isNotDone();
  }

  @Test
  void all_callers_waiting_for_the_same_record_are_notified() {
    Wait one = waiters.begin(ONE, 4);
    Wait other = waiters.begin(ONE, 4);
    waiters.reached(ONE, 9);
    assertThat(one.passed()).isDone();
    assertThat(other.passed()).isDone();
    assertThat(waiters.awaited()).isEmpty();
  }

  @Test
  void a_wait_that_ended_is_not_looked_after() {
    Wait one = waiters.begin(ONE, 4);
    assertThat(waiters.awaited()).containsExactly(ONE);
    waiters.end(one);
    assertThat(waiters.awaited()).isEmpty();
  }
}
