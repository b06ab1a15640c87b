package cloud.reseller.log.decide.state;

import cloud.reseller.log.decide.Decider;
import cloud.reseller.log.decide.Hashing;
import cloud.reseller.log.decide.StateCodec;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * An instance's state of one partition number: the committed state of its keys with its positions.
 * Its validity depends on the positions, never on who owns the partition.
 */
public final class Partition<S> {

  /** A fact that may fall due; stale if the key's state has a different time. */
  public record Due(Instant at, String key) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : key.compareTo(other.key);
    }
  }

  private final int number;
  private final S initial;
  private final Function<S, Instant> nextDue;
  private final Map<String, KeyState<S>> keys = new HashMap<>();
  private final Map<String, Long> positions = new HashMap<>();
  private final Map<String, byte[]> heads = new HashMap<>();
  private final Map<String, Long> decidedUpTo = new HashMap<>();
  private final TopicsRead topics = new TopicsRead();
  private final TreeSet<Due> due = new TreeSet<>();
  private final Set<String> changed = new HashSet<>();
  private final Strangers strangers = new Strangers();
  private Optional<SnapshotStore.Snapshot> saved = Optional.empty();
  private final PendingSave lastSave = new PendingSave();
  private long lastTime = Long.MIN_VALUE;
  private String closedAt = "";

  /** A partition without state. */
  public Partition(int number, Decider<?, S, ?, ?> decider) {
    this.number = number;
    this.initial = decider.initial();
    this.nextDue = decider::nextDue;
  }

  /** Its number, the same in every topic. */
  public int number() {
    return number;
  }

  KeyState<S> get(String key) {
    KeyState<S> known = keys.get(key);
    return known == null ? KeyState.unknown(initial) : known;
  }

  /** Sets a key's state; unknown keys are not stored. */
  void put(String key, KeyState<S> state) {
    boolean stranger = isStranger(state);
    if (stranger && state.repeats().size() == 0) {
      forget(key);
      return;
    }
    keep(key, state.closedFrom(positions), stranger);
    changed.add(key);
  }

  private void forget(String key) {
    if (keys.remove(key) != null) {
      changed.add(key);
    }
  }

  private void keep(String key, KeyState<S> state, boolean stranger) {
    KeyState<S> before = keys.put(key, state);
    if (stranger && (before == null || !isStranger(before))) {
      strangers.add(key, state.repeats().lastTime());
    }
    watch(key, state);
  }

  /** Whether anything is known about a key. */
  boolean knows(String key) {
    return keys.containsKey(key);
  }

  private boolean isStranger(KeyState<S> state) {
    return state.open() && state.state().equals(initial);
  }

  /**
   * Forgets unknown keys whose answers have expired, after an outcome.
   *
   * @param rules the outcome's rules
   * @param millis its decision time, which comes from a single topic, in whatever order topics are
   *     read
   */
  void forgetStrangers(MechanismRules rules, long millis) {
    if (!rules.strangersForgotten()) {
      return;
    }
    strangers
        .takeSilentSince(millis - AnsweredRequests.KEPT_MILLIS, this::lastAnsweredStranger)
        .forEach(this::forget);
  }

  /** When an unknown key was last answered; empty if the key is not unknown. */
  private OptionalLong lastAnsweredStranger(String key) {
    KeyState<S> state = get(key);
    return isStranger(state) ? OptionalLong.of(state.repeats().lastTime()) : OptionalLong.empty();
  }

  /** Restores a key from a snapshot: unlike {@link #put}, this is not a change to save. */
  void restore(String key, KeyState<S> state) {
    keep(key, state, isStranger(state));
  }

  /** Restores everything except the keys from a snapshot. */
  void restore(SnapshotStore.Snapshot snapshot) {
    positions.putAll(snapshot.positions());
    heads.putAll(snapshot.heads());
    decidedUpTo.putAll(snapshot.decidedUpTo());
    time(snapshot.lastTime());
    closedAt = snapshot.closedAt();
    saved = Optional.of(snapshot);
  }

  private void watch(String key, KeyState<S> state) {
    Instant at = nextDue.apply(state.state());
    if (!at.equals(Instant.MAX)) {
      due.add(new Due(at, key));
    }
  }

  /** The possibly due facts, the earliest first, some of which may be stale. */
  TreeSet<Due> due() {
    return due;
  }

  /** When the next fact falls due by itself. */
  public Optional<Instant> nextDue() {
    while (!due.isEmpty() && !isDue(due.first(), get(due.first().key()))) {
      due.pollFirst();
    }
    return due.isEmpty() || !closedAt.isEmpty() ? Optional.empty() : Optional.of(due.first().at());
  }

  boolean isDue(Due candidate, KeyState<S> state) {
    return state.open() && nextDue.apply(state.state()).equals(candidate.at());
  }

  /** The next offset to read of an output or fact topic; 0 before the first. */
  public long position(String topic) {
    return positions.getOrDefault(topic, 0L);
  }

  /** Notes that everything before that offset was read. */
  public void position(String topic, long next) {
    positions.put(topic, next);
  }

  Map<String, Long> positions() {
    return positions;
  }

  byte[] head(String topic) {
    return heads.getOrDefault(topic, Hashing.GENESIS);
  }

  /** Sets the chain head of an output topic. */
  public void head(String topic, byte[] head) {
    heads.put(topic, head);
  }

  Map<String, byte[]> heads() {
    return heads;
  }

  /** Offset of the last input of that topic with an outcome in the log; -1 before the first. */
  public long decidedUpTo(String input) {
    return decidedUpTo.getOrDefault(input, -1L);
  }

  void decided(String input, long offset) {
    decidedUpTo.merge(input, offset, Math::max);
  }

  Map<String, Long> decidedUpTo() {
    return decidedUpTo;
  }

  /** The topics from which the state was read. */
  public TopicsRead topics() {
    return topics;
  }

  /** Describes a topic that was recreated, according to the current ids; empty if there is none. */
  public String madeAnew(Map<String, String> ids) {
    return topics.madeAnew(ids, decidedUpTo);
  }

  /** The last decision time, milliseconds since 1970; {@link Long#MIN_VALUE} before the first. */
  public long lastTime() {
    return lastTime;
  }

  void time(long millis) {
    lastTime = Math.max(lastTime, millis);
  }

  /** The fact without a readable key that closes the whole partition; empty if there is none. */
  public String closedAt() {
    return closedAt;
  }

  void close(String position) {
    if (closedAt.isEmpty()) {
      closedAt = position;
    }
  }

  Map<String, KeyState<S>> keys() {
    return keys;
  }

  /** The snapshot form of every key. */
  public SortedMap<String, byte[]> bytes(StateCodec<S> codec) {
    SortedMap<String, byte[]> bytes = new TreeMap<>();
    keys.forEach((key, state) -> bytes.put(key, KeyBytes.write(state, codec)));
    return bytes;
  }

  /** The keys changed since the last call. */
  Set<String> takeChanged() {
    Set<String> taken = new HashSet<>(changed);
    changed.clear();
    return taken;
  }

  /** Marks keys whose change could not be saved. */
  void changedAgain(Set<String> keys) {
    changed.addAll(keys);
  }

  int changes() {
    return changed.size();
  }

  PendingSave lastSave() {
    return lastSave;
  }

  /** The last successful save, on which later changes are based; empty before the first. */
  Optional<SnapshotStore.Snapshot> saved() {
    return saved;
  }

  /** Notes that everything was saved, except for the keys marked as changed. */
  void saved(SnapshotStore.Snapshot snapshot) {
    saved = Optional.of(snapshot);
  }

  /** Notes that nothing of this partition is saved. */
  void unsaved() {
    saved = Optional.empty();
    changed.addAll(keys.keySet());
  }
}
