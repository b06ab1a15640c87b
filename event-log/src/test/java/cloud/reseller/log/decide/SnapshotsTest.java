package cloud.reseller.log.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnapshotsTest {

  private static final int NUMBER = 1;

  private final DeciderSpec spec = Gate.warden("", 4);
  private final Gate.Both rules = new Gate.Both();
  private final Kept kept = new Kept();
  private final Snapshots<Gate.State> snapshots =
      new Snapshots<>(
          spec,
          new DeciderSettings("", 0, Duration.ZERO, 1, Duration.ZERO, 1, Map.of()),
          rules,
          new Gate.Codec(),
          kept);

  @AfterEach
  void stop() {
    snapshots.close();
  }

  @Test
  void a_restart_goes_on_from_the_snapshot() {
    Partition<Gate.State> before = partition();
    before.put("open", KeyState.unknown(Gate.State.NEW));

    Partition<Gate.State> after = savedAndLoaded(before);

    assertThat(after.position(spec.events())).isEqualTo(7);
    assertThat(after.keys()).containsOnlyKeys("open");
  }

  @Test
  void a_key_closed_by_an_unreadable_fact_has_the_log_read_again() {
    Partition<Gate.State> before = partition();
    before.put("open", KeyState.unknown(Gate.State.NEW));
    before.put("closed", KeyState.unknown(Gate.State.NEW).closed("gate-events/1@3"));

    Partition<Gate.State> after = savedAndLoaded(before);

    assertThat(after.position(spec.events())).isZero();
    assertThat(after.keys()).isEmpty();
  }

  @Test
  void so_has_a_closed_partition() {
    Partition<Gate.State> before = partition();
    before.put("open", KeyState.unknown(Gate.State.NEW));
    before.close("gate-events/1@3");

    assertThat(savedAndLoaded(before).position(spec.events())).isZero();
  }

  private Partition<Gate.State> partition() {
    Partition<Gate.State> partition = new Partition<>(NUMBER, rules);
    partition.position(spec.events(), 7);
    return partition;
  }

  /** Loading waits for the save before it. */
  private Partition<Gate.State> savedAndLoaded(Partition<Gate.State> partition) {
    snapshots.takeDue(List.of(partition));
    Partition<Gate.State> loaded = snapshots.load(NUMBER).join();
    assertThat(kept.last).as("saved").isPresent();
    return loaded;
  }

  private static final class Kept implements SnapshotStore {
    private Optional<Snapshot> last = Optional.empty();

    @Override
    public Optional<Snapshot> load(int partition, int stateVersion) {
      return last;
    }

    @Override
    public boolean save(int partition, String events, Snapshot snapshot) {
      last = Optional.of(snapshot);
      return true;
    }
  }
}
