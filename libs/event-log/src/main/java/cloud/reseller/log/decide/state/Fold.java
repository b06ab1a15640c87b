package cloud.reseller.log.decide.state;

import cloud.reseller.log.LogRecord;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.Decider;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.Fact;
import cloud.reseller.log.decide.Fatal;
import cloud.reseller.log.decide.KeyPartitioner;
import cloud.reseller.log.decide.MessageCodec;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Folds committed records into the state: facts of other services and the decider's own outcomes. A
 * fact that cannot be read closes its key; one without a readable key closes the partition.
 */
public final class Fold<C, S, G, E> {

  private static final HexFormat HEX = HexFormat.of();

  /** Used instead of a rule set number for facts of other services. */
  private static final int NOT_OURS = 0;

  /** Used instead of a rule set number that this release does not know. */
  private static final int UNKNOWN = -1;

  /** Prefix of the causation id of a fact that fell due by itself, followed by its position. */
  public static final String DUE = "due/";

  private final DeciderSpec spec;
  private final Decider<C, S, G, E> decider;
  private final MessageCodec<C, E> messageCodec;
  private final Consumer<Position> unreadable;
  private final Set<String> outputs;

  /**
   * A fold that reports unreadable facts.
   *
   * @param unreadable receives the position of a fact that closes its key, its partition or all
   *     partitions
   */
  public Fold(
      DeciderSpec spec,
      Decider<C, S, G, E> decider,
      MessageCodec<C, E> messageCodec,
      Consumer<Position> unreadable) {
    this.spec = spec;
    this.decider = decider;
    this.messageCodec = messageCodec;
    this.unreadable = unreadable;
    this.outputs = new HashSet<>(spec.outputs());
  }

  /** Folds one record into the partition, and advances its position in any case. */
  public void into(Partition<S> partition, ConsumerRecord<byte[], byte[]> raw) {
    LogRecord record = new LogRecord(raw);
    if (outputs.contains(raw.topic())) {
      outcome(partition, record, raw);
    } else {
      fact(partition, record, NOT_OURS, Optional.empty());
    }
    partition.position(raw.topic(), raw.offset() + 1);
  }

  private void outcome(
      Partition<S> partition, LogRecord record, ConsumerRecord<byte[], byte[]> raw) {
    Position position = record.position();
    try {
      record.header("ce_chain").map(HEX::parseHex).ifPresent(h -> partition.head(raw.topic(), h));
      record
          .header("ce_input")
          .map(Position::parse)
          .ifPresent(
              input -> {
                // Outcomes of one partition are in several topics, which are read in any order.
                if (input.offset() >= partition.decidedUpTo(input.topic())) {
                  partition
                      .topics()
                      .lastDigest(input.topic(), record.header("ce_inputhash").orElse(""));
                }
                partition.decided(input.topic(), input.offset());
              });
    } catch (IllegalArgumentException e) {
      unreadable.accept(position);
      partition.close(position.toString());
    }
    partition.time(raw.timestamp());
    if (raw.topic().equals(spec.events()) && !isElsewhere(partition, raw.key())) {
      fact(partition, record, rules(record), record.header("ce_inputhash"));
    }
  }

  private boolean isElsewhere(Partition<S> partition, byte[] key) {
    return key != null && KeyPartitioner.partition(key, spec.partitions()) != partition.number();
  }

  /** The rule set of an outcome; those that name none belong to the first. */
  private int rules(LogRecord outcome) {
    Optional<String> named = outcome.header("ce_rules");
    return named.isEmpty() ? MechanismRules.FIRST : ruleSet(named.get()).orElse(UNKNOWN);
  }

  /** The number of a rule set by its name, if this release knows it. */
  public OptionalInt ruleSet(String name) {
    return MechanismRules.numbered(name, decider.newest());
  }

  /**
   * Folds a fact into its key.
   *
   * @param rules the rule set under which it was decided; a key with a later rule set is closed,
   *     because this release does not know its effect on the state
   */
  private void fact(
      Partition<S> partition, LogRecord record, int rules, Optional<String> inputHash) {
    Position position = record.position();
    Optional<String> key = record.key();
    if (key.isEmpty()) {
      unreadable.accept(position);
      partition.close(position.toString());
      return;
    }
    KeyState<S> before = partition.get(key.get());
    KeyState<S> after;
    try {
      if (rules == UNKNOWN) {
        throw new IllegalArgumentException("decided under a rule set this release does not know");
      }
      E event = messageCodec.readFact(record.type(), record.body().orElseThrow());
      AnsweredRequests repeats = remembered(before.repeats(), record, rules, inputHash);
      KeyState<S> evolved =
          evolved(decider, before, new Fact<>(position, record.time(), rules, event));
      if (evolved.open() != before.open()) {
        unreadable.accept(position);
      }
      after = evolved.with(evolved.state(), repeats);
      if (fellDueHere(record, rules, inputHash)) {
        after = closedIfUnmoved(before, after, position);
      }
    } catch (Throwable e) {
      Fatal.check(e);
      unreadable.accept(position);
      after = before.closed(position.toString());
    }
    partition.put(key.get(), after);
    if (rules >= MechanismRules.FIRST) {
      partition.forgetStrangers(MechanismRules.of(rules), record.time().toEpochMilli());
    }
  }

  private static AnsweredRequests remembered(
      AnsweredRequests before, LogRecord record, int rules, Optional<String> inputHash) {
    if (inputHash.isEmpty()) {
      return before;
    }
    AnsweredRequests.Id id = AnsweredRequests.Id.of(record.header("ce_causationid").orElseThrow());
    return MechanismRules.of(rules)
        .remember(
            before,
            id,
            HEX.parseHex(inputHash.get()),
            record.position().offset(),
            record.time().toEpochMilli());
  }

  /** A deadline that passed in another service may mean nothing here. */
  private static boolean fellDueHere(LogRecord record, int rules, Optional<String> inputHash) {
    return rules != NOT_OURS
        && inputHash.isEmpty()
        && record.header("ce_causationid").filter(id -> id.startsWith(DUE)).isPresent();
  }

  /**
   * A key after a fact that could be read. A fact that the rules cannot fold closes the key, and so
   * does one after which they fail to compute the next deadline. A closed key stays as it is;
   * folding continues from the fact that closed it once that is possible.
   */
  public static <S, E> KeyState<S> evolved(
      Decider<?, S, ?, E> decider, KeyState<S> before, Fact<E> fact) {
    if (!before.open()) {
      return before;
    }
    try {
      S after = decider.evolve(before.state(), fact);
      decider.nextDue(after);
      return before.with(after);
    } catch (Throwable e) {
      Fatal.check(e);
      return before.closed(fact.position().toString());
    }
  }

  /** Closes a key whose due fact changed nothing, because it would fall due endlessly. */
  public static <S> KeyState<S> closedIfUnmoved(
      KeyState<S> before, KeyState<S> after, Position position) {
    return after.state().equals(before.state()) ? after.closed(position.toString()) : after;
  }

  /** Folds one record of the shared topic. */
  public Shared<G> into(Shared<G> shared, ConsumerRecord<byte[], byte[]> raw) {
    LogRecord record = new LogRecord(raw);
    try {
      E event = messageCodec.readFact(record.type(), record.body().orElseThrow());
      G next =
          decider.evolveShared(
              shared.state(), new Fact<>(record.position(), record.time(), NOT_OURS, event));
      return new Shared<>(next, raw.offset() + 1, shared.closedAt());
    } catch (Throwable e) {
      Fatal.check(e);
      unreadable.accept(record.position());
      String closedAt =
          shared.closedAt().isEmpty() ? record.position().toString() : shared.closedAt();
      return new Shared<>(shared.state(), raw.offset() + 1, closedAt);
    }
  }

  /**
   * The state shared by all keys.
   *
   * @param position the next offset of the shared topic
   * @param closedAt the fact that could not be read, empty if all could
   */
  public record Shared<G>(G state, long position, String closedAt) {}
}
