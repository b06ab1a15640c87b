package cloud.reseller.log.decide.state;

import cloud.reseller.log.decide.Decider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The changes a running transaction makes to a partition. They become the partition's state when
 * the transaction is committed, and are discarded otherwise.
 */
public final class Overlay<S> {

  private final Partition<S> base;
  private final int rules;
  private final Map<String, KeyState<S>> keys = new HashMap<>();
  private final Map<String, Tail> tails = new HashMap<>();
  private final Map<String, Long> decided = new HashMap<>();
  private final List<Partition.Due> taken = new ArrayList<>();
  private long lastTime;
  private long lastChange;

  /**
   * An overlay without changes.
   *
   * @param rules the rule set under which the transaction is decided
   */
  public Overlay(Partition<S> base, int rules) {
    this.base = base;
    this.rules = rules;
    this.lastTime = base.lastTime();
  }

  /** The rule set under which the transaction is decided. */
  public int rules() {
    return rules;
  }

  /** The committed state. */
  public Partition<S> base() {
    return base;
  }

  /** Whether a note repeats a key or an id of any length. */
  public boolean notesRepeatAllNames() {
    return MechanismRules.of(rules).notesRepeatAllNames();
  }

  /** The standing of a request at this time. */
  public Asked asked(KeyState<S> before, String id, byte[] digest) {
    AnsweredRequests.Id asked = AnsweredRequests.Id.of(id);
    return new Asked(
        asked,
        digest,
        MechanismRules.of(rules).standing(before.repeats(), asked, digest, lastTime));
  }

  /**
   * A key's state after a request was answered at this time, at that offset of the events
   * partition.
   */
  public KeyState<S> answered(KeyState<S> state, Asked asked, long offset) {
    return state.with(
        state.state(),
        MechanismRules.of(rules)
            .remember(state.repeats(), asked.id(), asked.digest(), offset, lastTime));
  }

  /** The state of a key, including the transaction's changes. */
  public KeyState<S> get(String key) {
    KeyState<S> changed = keys.get(key);
    return changed == null ? base.get(key) : changed;
  }

  /** Sets the state of a key within the transaction. */
  public void put(String key, KeyState<S> state, Decider<?, S, ?, ?> decider) {
    keys.put(key, state);
    lastChange = lastTime;
    var at = decider.nextDue(state.state());
    if (!at.equals(Instant.MAX)) {
      base.due().add(new Partition.Due(at, key));
    }
  }

  /**
   * The earliest fact that is due by then, if any; it counts as taken. A closed partition has none.
   */
  public Optional<Partition.Due> takeDue(long untilMillis) {
    while (base.closedAt().isEmpty() && !base.due().isEmpty()) {
      Partition.Due first = base.due().first();
      if (first.at().toEpochMilli() > untilMillis) {
        return Optional.empty();
      }
      base.due().pollFirst();
      taken.add(first);
      if (base.isDue(first, get(first.key()))) {
        return Optional.of(first);
      }
    }
    return Optional.empty();
  }

  /** The offset of the next record written to a topic, provided that nobody else writes to it. */
  public long nextOffset(String topic) {
    Tail written = tails.get(topic);
    return written == null ? base.position(topic) : written.next;
  }

  /** The end of an output topic that is about to be written to. */
  public Tail tail(String topic) {
    return tails.computeIfAbsent(topic, t -> new Tail(base.position(t), base.head(t)));
  }

  /** The end of an output topic, including the transaction's records. */
  public static final class Tail {
    private long next;
    private byte[] head;

    private Tail(long next, byte[] head) {
      this.next = next;
      this.head = head;
    }

    /** The offset of the next record. */
    public long next() {
      return next;
    }

    /** The chain's head. */
    public byte[] head() {
      return head;
    }

    /** Notes a record. */
    public void wrote(byte[] newHead) {
      next++;
      head = newHead;
    }
  }

  /** Notes that the input at that offset has an outcome. */
  public void decided(String input, long offset) {
    decided.put(input, offset);
  }

  /** The last decision time, milliseconds since 1970. */
  public long lastTime() {
    return lastTime;
  }

  /** The last decision time. */
  public Instant instant() {
    return Instant.ofEpochMilli(lastTime);
  }

  /** Advances the decision time, milliseconds since 1970; earlier times are ignored. */
  public void time(long millis) {
    lastTime = Math.max(lastTime, millis);
  }

  /** The transaction was committed. Its marker takes one offset in every partition written to. */
  public void commit() {
    keys.forEach(base::put);
    tails.forEach(
        (topic, tail) -> {
          base.head(topic, tail.head);
          base.position(topic, tail.next + 1);
        });
    decided.forEach(base::decided);
    base.time(lastTime);
    if (!keys.isEmpty()) {
      base.forgetStrangers(MechanismRules.of(rules), lastChange);
    }
  }

  /** The transaction was aborted. */
  public void discard() {
    base.due().addAll(taken);
  }
}
