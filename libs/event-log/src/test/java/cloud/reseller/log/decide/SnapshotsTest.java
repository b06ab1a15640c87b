package cloud.reseller.log.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnapshotsTest {

  private static final int NUMBER = 1;

  private final DeciderSpec spec = Gate.warden("", 4);
  private static final KeyState<Gate.State> KNOWN =
      KeyState.unknown(new Gate.State(true, "gate-events/1@0", "", 0, List.of()));

  private final Gate.Both decider = new Gate.Both();
  private final Kept kept = new Kept();
  private final Snapshots<Gate.State> snapshots =
      new Snapshots<>(
          spec,
          new DeciderSettings("", 0, Duration.ZERO, 1, Duration.ZERO, 1, Map.of()),
          decider,
          new Gate.Codec(),
          kept);

  @AfterEach
  void stop() {
    snapshots.close();
  }

  @Test
  void a_restart_goes_on_from_the_snapshot() {
    Partition<Gate.State> before = partition();
    before.put("open", KNOWN);

    Partition<Gate.State> after = savedAndLoaded(before);

    assertThat(after.position(spec.events())).isEqualTo(7);
    assertThat(after.keys()).containsOnlyKeys("open");
  }

  @Test
  void a_key_closed_by_an_unreadable_fact_has_the_log_read_again() {
    Partition<Gate.State> before = partition();
    before.put("open", KNOWN);
    before.put("closed", KNOWN.closed("gate-events/1@3"));

    Partition<Gate.State> after = savedAndLoaded(before);

    assertThat(after.position(spec.events())).isZero();
    assertThat(after.keys()).isEmpty();
  }

  @Test
  void so_has_a_closed_partition() {
    Partition<Gate.State> before = partition();
    before.put("open", KNOWN);
    before.close("gate-events/1@3");

    assertThat(savedAndLoaded(before).position(spec.events())).isZero();
  }

  @Test
  void a_state_knows_the_inputs_it_was_decided_from_also_where_no_snapshot_is_left() {
    kept.inputIds = Map.of("pass-requests", "old");

    Partition<Gate.State> loaded = snapshots.load(NUMBER).join();

    assertThat(loaded.keys()).isEmpty();
    assertThat(loaded.madeAnew(Map.of("pass-requests", "new", "gate-events", "any")))
        .startsWith(
            "topic pass-requests has the id new, but the state comes from the one with the id old:");
    assertThat(loaded.madeAnew(Map.of("pass-requests", "old"))).isEmpty();
  }

  @Test
  void a_save_holds_what_changed_since_the_last_one_that_stands() {
    Partition<Gate.State> partition = partition();
    partition.put("a", KNOWN);
    save(partition);
    partition.put("b", KNOWN);
    kept.answer = SnapshotStore.Saved.NEWER_STANDS;
    save(partition);
    partition.put("c", KNOWN);
    kept.answer = SnapshotStore.Saved.ALL_KEYS_WANTED;
    save(partition);
    kept.answer = SnapshotStore.Saved.YES;
    save(partition);
    partition.put("d", KNOWN);
    save(partition);

    assertThat(kept.saves)
        .extracting(snapshot -> snapshot.keys().keySet())
        .containsExactly(
            Set.of("a"), Set.of("b"), Set.of("b", "c"), Set.of("a", "b", "c"), Set.of("d"));
    assertThat(kept.saves)
        .extracting(snapshot -> snapshot.since().getOrDefault(spec.events(), 0L))
        .containsExactly(0L, 8L, 8L, 0L, 11L);
  }

  /** One more outcome, and its snapshot. */
  private void save(Partition<Gate.State> partition) {
    partition.position(spec.events(), partition.position(spec.events()) + 1);
    snapshots.takeDue(List.of(partition));
    snapshots.load(NUMBER).join();
  }

  private Partition<Gate.State> partition() {
    Partition<Gate.State> partition = new Partition<>(NUMBER, decider);
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
    private final List<Snapshot> saves = new ArrayList<>();
    private Optional<Snapshot> last = Optional.empty();
    private Saved answer = Saved.YES;
    private Map<String, String> inputIds = Map.of();

    @Override
    public Map<String, String> inputIds(int partition) {
      return inputIds;
    }

    @Override
    public Optional<Snapshot> load(int partition, int stateVersion) {
      return last;
    }

    @Override
    public Saved save(int partition, Snapshot snapshot) {
      saves.add(snapshot);
      if (answer == Saved.YES) {
        last = Optional.of(snapshot);
      }
      return answer;
    }
  }
}
