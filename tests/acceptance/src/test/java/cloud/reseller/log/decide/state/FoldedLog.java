package cloud.reseller.log.decide.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.log.decide.Decider;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.Hashing;
import cloud.reseller.log.decide.MessageCodec;
import cloud.reseller.log.decide.StateCodec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The state of one partition as a decider that starts folds it from the log alone. Stands in this
 * package since the state is nobody else's business.
 */
public final class FoldedLog<C, S, G, E> {

  private final DeciderSpec spec;
  private final Decider<C, S, G, E> decider;
  private final StateCodec<S> stateCodec;
  private final Fold<C, S, G, E> fold;
  private final int number;
  private final List<ConsumerRecord<byte[], byte[]>> records;
  private final List<ConsumerRecord<byte[], byte[]>> shared;

  /**
   * A partition to be folded.
   *
   * @param log every committed record of the partition's facts and outputs; others are left out
   */
  public FoldedLog(
      DeciderSpec spec,
      Decider<C, S, G, E> decider,
      MessageCodec<C, E> messageCodec,
      StateCodec<S> stateCodec,
      int number,
      Iterable<ConsumerRecord<byte[], byte[]>> log) {
    this.spec = spec;
    this.decider = decider;
    this.stateCodec = stateCodec;
    this.fold = new Fold<>(spec, decider, messageCodec, _ -> {});
    this.number = number;
    this.records = inTheOrderOfTime(log);
    this.shared = new ArrayList<>();
    log.forEach(
        record -> {
          if (spec.shared().filter(record.topic()::equals).isPresent()) {
            shared.add(record);
          }
        });
  }

  /** The records that are folded, each topic's in its order. */
  private List<ConsumerRecord<byte[], byte[]>> inTheOrderOfTime(
      Iterable<ConsumerRecord<byte[], byte[]>> log) {
    Map<String, Deque<ConsumerRecord<byte[], byte[]>>> topics = new LinkedHashMap<>();
    spec.outputs().forEach(topic -> topics.put(topic, new ArrayDeque<>()));
    spec.facts().forEach(topic -> topics.put(topic, new ArrayDeque<>()));
    for (ConsumerRecord<byte[], byte[]> record : log) {
      if (record.partition() == number && topics.containsKey(record.topic())) {
        topics.get(record.topic()).add(record);
      }
    }
    List<ConsumerRecord<byte[], byte[]>> merged = new ArrayList<>();
    List<Deque<ConsumerRecord<byte[], byte[]>>> left = new ArrayList<>(topics.values());
    left.removeIf(Deque::isEmpty);
    while (!left.isEmpty()) {
      Deque<ConsumerRecord<byte[], byte[]>> next =
          left.stream().min(Comparator.comparingLong(topic -> topic.peek().timestamp())).get();
      merged.add(next.remove());
      left.removeIf(Deque::isEmpty);
    }
    return merged;
  }

  /** How many records are folded. */
  public int size() {
    return records.size();
  }

  /** What the whole log leads to. */
  public SortedMap<String, String> states() {
    return states(folded());
  }

  /** The state of the partition. */
  public Partition<S> folded() {
    Partition<S> partition = new Partition<>(number, decider);
    records.forEach(record -> fold.into(partition, record));
    return partition;
  }

  /** What all keys share. */
  public Fold.Shared<G> foldedShared() {
    Fold.Shared<G> state = new Fold.Shared<>(decider.initialShared(), 0, "");
    for (ConsumerRecord<byte[], byte[]> record : shared) {
      state = fold.into(state, record);
    }
    return state;
  }

  /**
   * What the whole log leads to where a snapshot was taken and restored on the way.
   *
   * @param snapshotAfter so many records
   */
  public SortedMap<String, String> statesRestored(int snapshotAfter) {
    Partition<S> before = new Partition<>(number, decider);
    records.subList(0, snapshotAfter).forEach(record -> fold.into(before, record));
    Partition<S> after = restored(before);
    records.subList(snapshotAfter, records.size()).forEach(record -> fold.into(after, record));
    return states(after);
  }

  private Partition<S> restored(Partition<S> before) {
    Partition<S> after = new Partition<>(number, decider);
    before
        .keys()
        .forEach(
            (key, state) ->
                after.restore(key, KeyBytes.read(KeyBytes.write(state, stateCodec), stateCodec)));
    before.positions().forEach(after::position);
    before.heads().forEach(after::head);
    before.decidedUpTo().forEach(after::decided);
    after.time(before.lastTime());
    if (!before.closedAt().isEmpty()) {
      after.close(before.closedAt());
    }
    return after;
  }

  /** A digest for every key, and one of what belongs to none, by a name. */
  public SortedMap<String, String> states(Partition<S> partition) {
    SortedMap<String, String> states = new TreeMap<>();
    partition
        .keys()
        .forEach(
            (key, state) -> {
              List<String> parts = new ArrayList<>();
              parts.add(state.closedAt());
              for (long part : state.repeats().toLongs()) {
                parts.add(Long.toString(part));
              }
              parts.add(new String(stateCodec.write(state.state()), UTF_8));
              states.put("key " + key, digest(parts));
            });
    SortedMap<String, String> heads = new TreeMap<>();
    partition.heads().forEach((topic, head) -> heads.put(topic, HexFormat.of().formatHex(head)));
    states.put(
        "partition",
        digest(
            List.of(
                Long.toString(partition.lastTime()),
                partition.closedAt(),
                heads.toString(),
                new TreeMap<>(partition.decidedUpTo()).toString())));
    return states;
  }

  private static String digest(List<String> parts) {
    return HexFormat.of().formatHex(Hashing.sha256(String.join("\n", parts).getBytes(UTF_8)));
  }
}
