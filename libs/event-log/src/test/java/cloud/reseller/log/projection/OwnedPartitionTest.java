package cloud.reseller.log.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class OwnedPartitionTest {

  private static final long HOUR = 3_600_000;

  private final OwnedPartition partition = new OwnedPartition(0);

  @Test
  void level_means_no_lag_however_old_the_last_record_is() {
    partition.place(Uuid.ONE_UUID, 10);
    partition.applied(0);
    partition.measure(10, seconds(5));
    assertThat(partition.lag()).isZero();
    assertThat(partition.lagSeconds(seconds(5), HOUR)).isZero();
  }

  @Test
  void a_replay_is_as_far_behind_as_its_last_record_is_old() {
    partition.place(Uuid.ONE_UUID, 10);
    partition.applied(HOUR);
    partition.measure(100, seconds(5));
    assertThat(partition.lag()).isEqualTo(90);
    assertThat(partition.lagSeconds(seconds(5), 3 * HOUR)).isEqualTo(7_200);
  }

  @Test
  void a_new_record_after_a_quiet_hour_is_behind_since_it_came() {
    partition.place(Uuid.ONE_UUID, 10);
    partition.applied(0);
    partition.measure(10, seconds(3_600));
    partition.measure(11, seconds(3_601));
    assertThat(partition.lagSeconds(seconds(3_602), HOUR)).isEqualTo(2);
  }

  @Test
  void decision_times_ahead_of_the_clock_do_not_hide_the_lag() {
    partition.place(Uuid.ONE_UUID, 10);
    partition.measure(10, seconds(1));
    partition.applied(HOUR);
    partition.measure(20, seconds(2));
    assertThat(partition.lagSeconds(seconds(9), 0)).isEqualTo(8);
  }

  @Test
  void nothing_known_means_behind_since_it_is_owned() {
    partition.place(Uuid.ONE_UUID, 10);
    partition.measure(20, seconds(2));
    assertThat(partition.lagSeconds(seconds(9), 0)).isEqualTo(9);
  }

  @Test
  void markers_move_what_is_reached_and_storing_follows() {
    partition.place(Uuid.ONE_UUID, 10);
    partition.reach(12);
    assertThat(partition.stored()).isEqualTo(10);
    partition.store();
    assertThat(partition.stored()).isEqualTo(12);
  }

  private static long seconds(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }
}
