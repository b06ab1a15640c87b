package cloud.reseller.log.decide.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.log.decide.DeciderSettings;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.Gate;
import cloud.reseller.log.decide.KeyPartitioner;
import cloud.reseller.log.decide.Riddles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnapshotsTest {

  private static final int NUMBER = 1;
  private static final Gate.State OPEN = new Gate.State(true, "", "", 0, List.of());

  private final DeciderSpec spec = Gate.warden("", 4);
  private final String facts = spec.facts().getFirst();
  private final String tariff = spec.shared().orElseThrow();
  private final Gate.Both decider = new Gate.Both();
  private final Kept kept = new Kept();
  private final Riddles messages = new Riddles(false);
  private final Records log = new Records();
  private final ExecutorService oneThread = Executors.newSingleThreadExecutor();
  private final ExecutorService loaders = Snapshots.loaders();
  private final Snapshots<Gate.State, String> snapshots = snapshots(oneThread);

  private Snapshots<Gate.State, String> snapshots(ExecutorService loading) {
    return new Snapshots<>(
        spec,
        new DeciderSettings("", 0, Duration.ZERO, 1, Duration.ZERO, 1, Map.of()),
        new Gate.Codec(),
        new Gate.TariffCodec(),
        kept,
        new Restorer<>(
            spec,
            decider,
            new Gate.Codec(),
            new Gate.TariffCodec(),
            kept,
            new Reopening<>(
                spec, decider, new Fold<>(spec, decider, messages, _ -> {}), () -> log)),
        loading,
        oneThread);
  }

  @AfterEach
  void stop() {
    snapshots.close();
    loaders.shutdownNow();
  }

  @Test
  void a_restart_goes_on_from_the_snapshot() {
    Partition<Gate.State> before = partition();
    before.put("open", known());

    Partition<Gate.State> after = savedAndLoaded(before);

    assertThat(after.position(spec.events())).isEqualTo(7);
    assertThat(after.keys()).containsOnlyKeys("open");
  }

  /** Its keys have another form: they would be misread and not only missed. */
  @Test
  void a_snapshot_of_the_form_of_an_earlier_release_is_not_used() {
    int earlier = new Gate.Codec().version();
    kept.stored.put(
        NUMBER,
        new SnapshotStore.Snapshot(earlier, 0, "", Map.of(spec.events(), 7L), Map.of(), Map.of()));
    kept.states.put(NUMBER, Map.of("open", new byte[] {0, 0, 0, 0, 0, 0, 0, 0}));
    kept.stored.put(
        SnapshotStore.SHARED,
        new SnapshotStore.Snapshot(earlier, 0, "", Map.of(tariff, 7L), Map.of(), Map.of()));
    kept.states.put(SnapshotStore.SHARED, Map.of("0", new byte[] {'x'}));

    Partition<Gate.State> loaded = snapshots.load(NUMBER).join();

    assertThat(loaded.position(spec.events())).isZero();
    assertThat(loaded.keys()).isEmpty();
    assertThat(snapshots.loadShared(tariff).join()).isEqualTo(new Fold.Shared<>("none", 0, ""));
  }

  @Test
  void loads_run_side_by_side() {
    Partition<Gate.State> before = partition();
    before.put("open", known());
    savedAndLoaded(before);
    kept.together = new CyclicBarrier(3);

    Snapshots<Gate.State, String> several = snapshots(loaders);
    List<CompletableFuture<Partition<Gate.State>>> loads =
        IntStream.range(0, 3).mapToObj(several::load).toList();

    assertThat(loads).extracting(load -> load.join().position(spec.events())).containsOnly(7L);
  }

  @Test
  void a_closed_key_leaves_the_snapshot_of_the_others_as_it_is() {
    log.add(facts, 3, "closed", "Riddle");
    Partition<Gate.State> before = partition();
    before.put("open", known());
    before.put("closed", known().closed(at(facts, 3)));

    Partition<Gate.State> after = savedAndLoaded(before);

    assertThat(after.position(spec.events())).isEqualTo(7);
    assertThat(after.get("open").open()).isTrue();
    assertThat(after.get("closed").closedAt()).isEqualTo(at(facts, 3));
  }

  @Test
  void a_closed_key_alone_is_folded_on_once_its_fact_can_be_read() {
    log.add(facts, 2, "closed", "Closed");
    log.add(facts, 3, "closed", "Riddle");
    log.add(facts, 4, "open", "Closed");
    log.add(facts, 5, "closed", "Opened");
    log.add(facts, 6, "closed", "Closed");
    Partition<Gate.State> before = partition();
    before.put("open", known());
    // As the fold does it: the fact at 3 is met when all before it is folded.
    before.position(facts, 3);
    before.put("closed", known().closed(at(facts, 3)));
    before.position(facts, 6);
    messages.readable = true;

    Partition<Gate.State> after = savedAndLoaded(before);

    assertThat(after.get("closed").open()).isTrue();
    assertThat(after.get("closed").state().openedAt())
        .as("up to the snapshot")
        .isEqualTo(at(facts, 5));
    assertThat(after.get("closed").state().closedAt()).as("from where it was closed").isEmpty();
    assertThat(after.get("open").state()).as("the neighbour").isEqualTo(OPEN);
    assertThat(after.takeChanged()).containsExactly("closed");
  }

  /** Also of the answers of more than a day, of which some were forgotten meanwhile. */
  @Test
  void a_key_that_is_folded_on_is_as_if_it_had_never_been_closed() {
    String key = keyOf(NUMBER);
    String later = keyOf(NUMBER, key);
    log.add(facts, 0, key, "Opened");
    log.add(facts, 1, key, "Riddle");
    int answers = AnsweredRequests.KEPT + 100;
    for (int answer = 0; answer < answers; answer++) {
      log.add(
          spec.events(),
          answer,
          Duration.ofMinutes(2L * answer).toMillis(),
          key,
          "Passed",
          "ce_causationid",
          "asked-" + answer,
          "ce_inputhash",
          "00".repeat(32));
    }
    log.add(facts, 2, key, "Closed");
    log.add(spec.events(), answers, later, "Passed");
    log.add(facts, 3, later, "Riddle");
    log.add(spec.events(), answers + 1, later, "Passed");
    Partition<Gate.State> closed = folded();
    assertThat(closed.get(key).closedAt()).isEqualTo(at(facts, 1));
    assertThat(closed.get(later).closedAt()).isEqualTo(at(facts, 3));
    messages.readable = true;

    Partition<Gate.State> after = savedAndLoaded(closed);

    assertThat(after.get(key).state().closedAt()).isEqualTo(at(facts, 2));
    assertThat(after.get(later).state().passes()).isEqualTo(2);
    for (String each : List.of(key, later)) {
      assertThat(KeyBytes.write(after.get(each), new Gate.Codec()))
          .isEqualTo(KeyBytes.write(folded().get(each), new Gate.Codec()));
    }
  }

  /** The log as a decider folds it that has no snapshot. */
  private Partition<Gate.State> folded() {
    Fold<Gate.Ask, Gate.State, String, Gate.Fact> fold =
        new Fold<>(spec, decider, messages, _ -> {});
    Partition<Gate.State> folded = new Partition<>(NUMBER, decider);
    log.records.forEach(record -> fold.into(folded, record));
    return folded;
  }

  private String keyOf(int number, String... but) {
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> "key-" + i)
        .filter(key -> KeyPartitioner.partition(key.getBytes(UTF_8), spec.partitions()) == number)
        .filter(key -> !List.of(but).contains(key))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_closed_key_keeps_its_state_and_its_answers() {
    AnsweredRequests.Id id = AnsweredRequests.Id.of("asked");
    KeyState<Gate.State> answered =
        known().with(OPEN, AnsweredRequests.none().and(id, new byte[16], 4, 0));
    Partition<Gate.State> before = partition();
    before.put("closed", answered.closed(at(facts, 3)));
    log.add(facts, 3, "closed", "Riddle");

    KeyState<Gate.State> after = savedAndLoaded(before).get("closed");

    assertThat(after.state()).isEqualTo(OPEN);
    assertThat(after.repeats().offset(after.repeats().find(id))).isEqualTo(4);
  }

  @Test
  void a_closed_partition_is_folded_anew_once_its_fact_can_be_read_and_not_before() {
    log.add(spec.events(), 3, "any", "Passed", "ce_chain", "no hex");
    Partition<Gate.State> before = partition();
    before.put("open", known());
    before.close(at(spec.events(), 3));

    assertThat(savedAndLoaded(before).closedAt()).isEqualTo(at(spec.events(), 3));

    log.records.clear();
    log.add(spec.events(), 3, "any", "Passed", "ce_chain", "00");
    assertThat(snapshots.load(NUMBER).join().position(spec.events())).isZero();
  }

  @Test
  void the_shared_state_goes_on_from_its_snapshot() {
    snapshots.takeDue(tariff, new Fold.Shared<>("dear", 9, ""));

    assertThat(snapshots.loadShared(tariff).join()).isEqualTo(new Fold.Shared<>("dear", 9, ""));
  }

  @Test
  void a_shared_state_that_lacks_a_piece_or_has_another_is_not_used() {
    snapshots.takeDue(tariff, new Fold.Shared<>("dear", 9, ""));
    assertThat(snapshots.loadShared(tariff).join().state()).isEqualTo("dear");
    Map<String, byte[]> whole = kept.states.get(SnapshotStore.SHARED);
    List<Map<String, byte[]>> broken = new ArrayList<>();
    whole.keySet().forEach(piece -> broken.add(without(piece, whole)));
    Map<String, byte[]> swapped = new TreeMap<>(whole);
    swapped.put("0", whole.get("1"));
    swapped.put("1", whole.get("0"));
    broken.add(swapped);
    broken.add(Map.of());

    for (Map<String, byte[]> pieces : broken) {
      kept.states.put(SnapshotStore.SHARED, pieces);
      assertThat(snapshots.loadShared(tariff).join()).isEqualTo(new Fold.Shared<>("none", 0, ""));
    }
  }

  private static Map<String, byte[]> without(String piece, Map<String, byte[]> whole) {
    Map<String, byte[]> rest = new TreeMap<>(whole);
    rest.remove(piece);
    return rest;
  }

  @Test
  void a_shared_state_that_others_have_saved_is_not_saved_again() {
    snapshots.takeDue(tariff, new Fold.Shared<>("dear", 9, ""));
    snapshots.loadShared(tariff).join();

    Snapshots<Gate.State, String> another = snapshots(oneThread);
    another.takeDue(tariff, new Fold.Shared<>("cheap", 8, ""));
    another.loadShared(tariff).join();

    assertThat(kept.saves).hasSize(1);
    assertThat(snapshots.loadShared(tariff).join().state()).isEqualTo("dear");
  }

  @Test
  void a_closed_shared_state_is_folded_anew_once_its_fact_can_be_read_and_not_before() {
    log.add(tariff, 3, "", "Riddle");
    Fold.Shared<String> closed = new Fold.Shared<>("dear", 9, at(tariff, 0, 3));
    snapshots.takeDue(tariff, closed);

    assertThat(snapshots.loadShared(tariff).join()).isEqualTo(closed);

    messages.readable = true;
    assertThat(snapshots.loadShared(tariff).join()).isEqualTo(new Fold.Shared<>("none", 0, ""));
  }

  @Test
  void a_state_knows_the_inputs_it_was_decided_from_also_where_no_snapshot_is_left() {
    kept.inputIds = Map.of("pass-requests", "old");

    Partition<Gate.State> loaded = snapshots.load(NUMBER).join();

    assertThat(loaded.keys()).isEmpty();
    assertThat(loaded.madeAnew(Map.of("pass-requests", "new", "gate-events", "any")))
        .startsWith(
            "topic pass-requests has the id new, but the state comes from the one with the id"
                + " old:");
    assertThat(loaded.madeAnew(Map.of("pass-requests", "old"))).isEmpty();
  }

  @Test
  void a_save_holds_what_changed_since_the_last_one_that_stands() {
    Partition<Gate.State> partition = partition();
    partition.put("a", known());
    save(partition);
    partition.put("b", known());
    kept.answer = SnapshotStore.Saved.NEWER_STANDS;
    save(partition);
    partition.put("c", known());
    kept.answer = SnapshotStore.Saved.ALL_KEYS_WANTED;
    save(partition);
    kept.answer = SnapshotStore.Saved.YES;
    save(partition);
    partition.put("d", known());
    kept.fails = true;
    save(partition);
    kept.fails = false;
    partition.put("e", known());
    save(partition);

    assertThat(kept.saves)
        .extracting(Save::keys)
        .containsExactly(
            Set.of("a"), Set.of("b"), Set.of("b", "c"), Set.of("a", "b", "c"), Set.of("d", "e"));
    assertThat(kept.saves)
        .extracting(save -> save.since().map(it -> it.positions().get(spec.events())).orElse(0L))
        .containsExactly(0L, 8L, 8L, 0L, 11L);
  }

  @Test
  void nothing_is_kept_of_a_key_nothing_is_known_about() {
    Partition<Gate.State> partition = partition();
    partition.put("passed", known());
    partition.put("nobody", KeyState.unknown(Gate.State.NEW));
    assertThat(partition.keys()).containsOnlyKeys("passed");

    save(partition);
    partition.put("passed", KeyState.unknown(Gate.State.NEW));
    save(partition);

    assertThat(partition.keys()).isEmpty();
    assertThat(kept.states.get(NUMBER)).isEmpty();
  }

  @Test
  void a_lost_state_is_held_until_a_snapshot_is_newer() {
    HeldStates<Gate.State> held = new HeldStates<>(snapshots, Duration.ofDays(1));
    Partition<Gate.State> first = held.take(NUMBER).join();
    first.put("a", known());
    save(first);
    assertThat(held.take(NUMBER).join()).as("still owned").isSameAs(first);

    held.lose(NUMBER);
    assertThat(held.take(NUMBER).join()).as("no newer one").isSameAs(first);

    held.lose(NUMBER);
    savedByAnother();
    assertThat(held.take(NUMBER).join().keys()).containsOnlyKeys("b");
  }

  @Test
  void a_lost_state_is_not_held_beyond_its_use() {
    HeldStates<Gate.State> held = new HeldStates<>(snapshots, Duration.ZERO);
    Partition<Gate.State> first = held.take(NUMBER).join();
    held.dropUseless();
    assertThat(held.take(NUMBER).join()).as("owned").isSameAs(first);

    held.lose(NUMBER);
    held.dropUseless();

    assertThat(held.take(NUMBER).join()).isNotSameAs(first);
  }

  @Test
  void a_load_under_way_goes_on_when_its_partition_is_lost_and_given_back() throws Exception {
    kept.together = new CyclicBarrier(2);
    Partition<Gate.State> before = partition();
    before.put("open", known());
    snapshots.takeDue(List.of(before));
    HeldStates<Gate.State> held = new HeldStates<>(snapshots, Duration.ofDays(1));

    CompletableFuture<Partition<Gate.State>> load = held.take(NUMBER);
    held.lose(NUMBER);
    assertThat(held.take(NUMBER)).isSameAs(load);
    kept.together.await();

    assertThat(load.join().position(spec.events())).isEqualTo(7);
  }

  /** A snapshot of the partition's next owner, which has read further. */
  private void savedByAnother() {
    Partition<Gate.State> theirs = partition();
    theirs.put("b", known());
    save(theirs);
  }

  private static KeyState<Gate.State> known() {
    return KeyState.<Gate.State>unknown(OPEN);
  }

  private static String at(String topic, long offset) {
    return at(topic, NUMBER, offset);
  }

  private static String at(String topic, int number, long offset) {
    return topic + "/" + number + "@" + offset;
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
    assertThat(kept.stored).as("saved").containsKey(NUMBER);
    return loaded;
  }

  private record Save(Optional<SnapshotStore.Snapshot> since, Set<String> keys) {}

  /** Keeps snapshots in memory; every partition has the same one if it has none of its own. */
  private static final class Kept implements SnapshotStore {
    private final List<Save> saves = new ArrayList<>();
    private final Map<Integer, Snapshot> stored = new HashMap<>();
    private final Map<Integer, Map<String, byte[]>> states = new HashMap<>();
    private Saved answer = Saved.YES;
    private volatile boolean fails;
    private CyclicBarrier together = new CyclicBarrier(1);
    private Map<String, String> inputIds = Map.of();

    @Override
    public Map<String, String> inputIds(int partition) {
      return inputIds;
    }

    @Override
    public Optional<Snapshot> find(int number, int stateVersion) {
      return Optional.ofNullable(stored.get(number))
          .filter(found -> found.stateVersion() == stateVersion);
    }

    @Override
    public Optional<Snapshot> load(int number, int stateVersion, BiConsumer<String, byte[]> keys) {
      try {
        together.await();
      } catch (InterruptedException | BrokenBarrierException e) {
        throw new IllegalStateException(e);
      }
      int one = stored.containsKey(number) || number == SHARED ? number : NUMBER;
      Optional<Snapshot> found = find(one, stateVersion);
      found.ifPresent(_ -> states.get(one).forEach(keys));
      return found;
    }

    @Override
    public Saved save(int number, Snapshot snapshot, Optional<Snapshot> since, Iterator<Key> keys) {
      if (fails) {
        throw new IllegalStateException("the database is down");
      }
      Map<String, byte[]> next =
          new TreeMap<>(since.isEmpty() ? Map.of() : states.getOrDefault(number, Map.of()));
      Set<String> changed = new java.util.HashSet<>();
      keys.forEachRemaining(
          key -> {
            changed.add(key.key());
            key.state()
                .ifPresentOrElse(state -> next.put(key.key(), state), () -> next.remove(key.key()));
          });
      saves.add(new Save(since, changed));
      if (answer == Saved.YES) {
        stored.put(number, snapshot);
        states.put(number, next);
      }
      return answer;
    }
  }

  /** A log in memory. */
  private static final class Records implements LogRange {
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    void add(String topic, long offset, String key, String type, String... headers) {
      add(topic, offset, 0, key, type, headers);
    }

    void add(String topic, long offset, long millis, String key, String type, String... headers) {
      int number = topic.equals(Gate.TARIFF) ? 0 : NUMBER;
      byte[] body = "a|1|||0".getBytes(UTF_8);
      ConsumerRecord<byte[], byte[]> record =
          new ConsumerRecord<>(
              topic,
              number,
              offset,
              millis,
              TimestampType.CREATE_TIME,
              0,
              body.length,
              key.getBytes(UTF_8),
              body,
              new RecordHeaders(),
              Optional.empty());
      record.headers().add("ce_type", type.getBytes(UTF_8));
      for (int i = 0; i < headers.length; i += 2) {
        record.headers().add(headers[i], headers[i + 1].getBytes(UTF_8));
      }
      records.add(record);
    }

    @Override
    public void read(
        Map<TopicPartition, Long> from,
        Map<TopicPartition, Long> to,
        Consumer<ConsumerRecord<byte[], byte[]>> each) {
      for (ConsumerRecord<byte[], byte[]> record : records) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (from.containsKey(partition)
            && record.offset() >= from.get(partition)
            && record.offset() < to.get(partition)) {
          each.accept(record);
        }
      }
    }

    @Override
    public void close() {}
  }
}
