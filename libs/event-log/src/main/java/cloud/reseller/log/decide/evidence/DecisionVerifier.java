package cloud.reseller.log.decide.evidence;

import cloud.reseller.log.LogRecord;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.Decider;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.MessageCodec;
import cloud.reseller.log.decide.StateCodec;
import cloud.reseller.log.decide.state.Fold;
import cloud.reseller.log.decide.state.Overlay;
import cloud.reseller.log.decide.state.Partition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Verifies the decisions of one partition from the log alone: decides each again on the facts and
 * under the rule set given in its evidence, and compares every byte: key, time, body, headers and
 * chain. A rule set unknown to this release is reported.
 */
public final class DecisionVerifier<C, S, G, E> {

  /**
   * The result.
   *
   * @param outcomes number of verified decisions on inputs; facts that fell due are not counted
   * @param records records compared, in all output topics
   * @param differences the differences found; empty if everything is verified
   */
  public record Report(long outcomes, long records, List<String> differences) {}

  private static final int REPORTED = 20;

  private final DeciderSpec spec;
  private final Decider<C, S, G, E> decider;
  private final Fold<C, S, G, E> fold;
  private final DecisionHandler<C, S, G, E> handler;
  private final Partition<S> partition;
  private final Map<String, Deque<ConsumerRecord<byte[], byte[]>>> facts = new HashMap<>();
  private final Map<String, Map<Long, ConsumerRecord<byte[], byte[]>>> inputs = new HashMap<>();
  private final Map<String, Deque<ConsumerRecord<byte[], byte[]>>> outputs = new HashMap<>();
  private final Set<String> noted = new HashSet<>();
  private final List<String> differences = new ArrayList<>();
  private Fold.Shared<G> shared;
  private long outcomes;
  private long records;

  /**
   * A partition to be decided again.
   *
   * @param log every committed record of the partition's inputs, facts and outputs and of the
   *     shared topic; each topic's in its order
   */
  public DecisionVerifier(
      DeciderSpec spec,
      Decider<C, S, G, E> decider,
      MessageCodec<C, E> messageCodec,
      int number,
      Iterable<ConsumerRecord<byte[], byte[]>> log) {
    this.spec = spec;
    this.decider = decider;
    this.fold = new Fold<>(spec, decider, messageCodec, _ -> {});
    this.handler = new DecisionHandler<>(spec, decider, messageCodec, DecisionCount.NOWHERE);
    this.partition = new Partition<>(number, decider);
    this.shared = new Fold.Shared<>(decider.initialShared(), 0, "");
    spec.inputs().forEach(topic -> inputs.put(topic, new TreeMap<>()));
    spec.outputs().forEach(topic -> outputs.put(topic, new ArrayDeque<>()));
    spec.facts().forEach(topic -> facts.put(topic, new ArrayDeque<>()));
    spec.shared().ifPresent(topic -> facts.put(topic, new ArrayDeque<>()));
    for (ConsumerRecord<byte[], byte[]> record : log) {
      if (inputs.containsKey(record.topic())) {
        inputs.get(record.topic()).put(record.offset(), record);
      } else if (outputs.containsKey(record.topic())) {
        outputs.get(record.topic()).add(record);
        if (record.topic().equals(spec.parked())) {
          noted.add(answers(record));
        }
      } else if (facts.containsKey(record.topic())) {
        facts.get(record.topic()).add(record);
      }
    }
  }

  /** Verifies every decision. */
  public Report run() {
    Optional<ConsumerRecord<byte[], byte[]>> next = nextAnswer();
    while (next.isPresent() && differences.size() < REPORTED) {
      again(next.get());
      next = nextAnswer();
    }
    facts.keySet().forEach(topic -> foldUpTo(new Position(topic, 0, Long.MAX_VALUE)));
    outputs.forEach(
        (topic, left) -> {
          if (!left.isEmpty() && differences.size() < REPORTED) {
            differences.add(position(left.peek()) + " answers nothing that can be taken again");
          }
        });
    return new Report(outcomes, records, List.copyOf(differences));
  }

  /** The resulting state: every known key, in its snapshot form. */
  public SortedMap<String, byte[]> states(StateCodec<S> codec) {
    return partition.bytes(codec);
  }

  /**
   * The next decision: the first remaining event, or the first note of an input without an event. A
   * note belonging to an event is handled with it, so a note before that one also precedes the
   * event.
   */
  private Optional<ConsumerRecord<byte[], byte[]>> nextAnswer() {
    Optional<ConsumerRecord<byte[], byte[]>> event = first(spec.events());
    Optional<ConsumerRecord<byte[], byte[]>> note =
        first(spec.parked()).filter(record -> header(record, "ce_input").isPresent());
    if (event.isEmpty() || note.isEmpty() || answers(note.get()).equals(answers(event.get()))) {
      return event.isPresent() ? event : note;
    }
    return isFirst(event.get(), note.get()) ? event : note;
  }

  private boolean isFirst(
      ConsumerRecord<byte[], byte[]> event, ConsumerRecord<byte[], byte[]> note) {
    if (noted.contains(answers(event)) || event.timestamp() > note.timestamp()) {
      return false;
    }
    // Inputs of an earlier time than the last decision are all decided at the time of that one.
    return event.timestamp() < note.timestamp()
        || input(event)
            .map(asked -> Math.max(asked.timestamp(), partition.lastTime()) == event.timestamp())
            .orElse(true);
  }

  private Optional<ConsumerRecord<byte[], byte[]>> first(String topic) {
    return Optional.ofNullable(outputs.get(topic).peek());
  }

  /** What a record answers: the position of an input, or itself if it fell due. */
  private static String answers(ConsumerRecord<byte[], byte[]> record) {
    return header(record, "ce_input").or(() -> header(record, "ce_causationid")).orElse("");
  }

  private void again(ConsumerRecord<byte[], byte[]> answer) {
    String named = header(answer, "ce_rules").orElse("");
    OptionalInt rules = fold.ruleSet(named);
    if (rules.isEmpty()) {
      differences.add(
          position(answer)
              + (named.isEmpty()
                  ? " was decided by nobody"
                  : " was decided under rule set " + named + ", which this release does not know"));
      take(answer).forEach(each -> fold.into(partition, each));
      return;
    }
    String observed = header(answer, "ce_observed").orElse("");
    for (String position : observed.isEmpty() ? new String[0] : observed.split(" ")) {
      foldUpTo(Position.parse(position));
    }
    outputs.forEach(
        (topic, left) -> {
          if (!left.isEmpty()) {
            partition.position(topic, left.peek().offset());
          }
        });
    Overlay<S> overlay = new Overlay<>(partition, rules.getAsInt());
    FrozenState<S, G> frozen =
        new FrozenState<>(overlay, shared, Evidence.utf8(observed), unwritable(answer));
    List<Outgoing> made = new ArrayList<>();
    Optional<String> input = header(answer, "ce_input");
    if (input.isEmpty()) {
      handler.emitDue(frozen, answer.timestamp(), 1, made::add);
    } else {
      input(answer).ifPresent(record -> handler.decide(frozen, record, made::add));
    }
    List<ConsumerRecord<byte[], byte[]>> found = take(answer);
    int before = differences.size();
    if (made.isEmpty()) {
      differences.add(
          position(answer)
              + input
                  .map(it -> " answers " + it + ", which is not in the log")
                  .orElse(" answers nothing, and nothing fell due"));
    } else {
      outcomes += input.isPresent() ? 1 : 0;
      compare(made, found);
    }
    if (differences.size() == before) {
      overlay.commit();
    } else {
      overlay.discard();
      found.forEach(each -> fold.into(partition, each));
    }
  }

  /** The input that a record answers; empty if it answers none or the log does not contain it. */
  private Optional<ConsumerRecord<byte[], byte[]>> input(ConsumerRecord<byte[], byte[]> answer) {
    return header(answer, "ce_input")
        .map(Position::parse)
        .map(at -> inputs.getOrDefault(at.topic(), Map.of()).get(at.offset()));
  }

  /**
   * A record and the others of the same decision. If deciding again gives a different result, the
   * recorded one is folded, as a running decider does: later decisions are based on it.
   */
  private List<ConsumerRecord<byte[], byte[]>> take(ConsumerRecord<byte[], byte[]> answer) {
    List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();
    outputs.forEach(
        (topic, left) -> {
          while (!left.isEmpty() && isOfOneDecision(answer, left.peek())) {
            taken.add(left.remove());
          }
        });
    return taken;
  }

  private static boolean isOfOneDecision(
      ConsumerRecord<byte[], byte[]> one, ConsumerRecord<byte[], byte[]> other) {
    return one == other || !answers(one).isEmpty() && answers(one).equals(answers(other));
  }

  /** The failure to write an outcome cannot be reproduced, so it is taken from the record. */
  private static Map<String, String> unwritable(ConsumerRecord<byte[], byte[]> answer) {
    return header(answer, Evidence.UNWRITABLE)
        .map(why -> Map.of(answers(answer), why))
        .orElse(Map.of());
  }

  private void foldUpTo(Position observed) {
    Deque<ConsumerRecord<byte[], byte[]>> left = facts.get(observed.topic());
    while (left != null && !left.isEmpty() && left.peek().offset() < observed.offset()) {
      ConsumerRecord<byte[], byte[]> fact = left.poll();
      if (spec.shared().isPresent() && spec.shared().get().equals(fact.topic())) {
        shared = fold.into(shared, fact);
      } else {
        fold.into(partition, fact);
      }
    }
  }

  private void compare(List<Outgoing> made, List<ConsumerRecord<byte[], byte[]>> found) {
    Map<String, Deque<ConsumerRecord<byte[], byte[]>>> left = new TreeMap<>();
    found.forEach(each -> left.computeIfAbsent(each.topic(), _ -> new ArrayDeque<>()).add(each));
    made.stream()
        .map(Outgoing::record)
        .forEach(each -> compare(each, left.getOrDefault(each.topic(), new ArrayDeque<>())));
    left.values()
        .forEach(
            each ->
                each.forEach(more -> differences.add(position(more) + " did not come out again")));
  }

  private void compare(
      ProducerRecord<byte[], byte[]> expected, Deque<ConsumerRecord<byte[], byte[]>> left) {
    records++;
    ConsumerRecord<byte[], byte[]> found = left.poll();
    if (found == null) {
      differences.add(expected.topic() + " lacks the record " + describe(expected));
    } else if (found.timestamp() != expected.timestamp()
        || !Arrays.equals(found.key(), expected.key())
        || !Arrays.equals(found.value(), expected.value())
        || !text(found.headers()).equals(text(expected.headers()))) {
      differences.add(
          position(found)
              + " is "
              + text(found.headers())
              + " but was decided again as "
              + describe(expected));
    }
  }

  private static String describe(ProducerRecord<byte[], byte[]> record) {
    return text(record.headers()).toString();
  }

  private static Map<String, String> text(Iterable<Header> headers) {
    Map<String, String> text = new TreeMap<>();
    headers.forEach(
        h -> text.put(h.key(), new String(h.value(), java.nio.charset.StandardCharsets.UTF_8)));
    return text;
  }

  private static Position position(ConsumerRecord<byte[], byte[]> record) {
    return new LogRecord(record).position();
  }

  private static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new LogRecord(record).header(name);
  }
}
