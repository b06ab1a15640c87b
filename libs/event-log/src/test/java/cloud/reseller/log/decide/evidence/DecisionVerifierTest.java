package cloud.reseller.log.decide.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.log.LogRecord;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.Gate;
import cloud.reseller.log.decide.Hashing;
import cloud.reseller.log.decide.state.Fold;
import cloud.reseller.log.decide.state.Overlay;
import cloud.reseller.log.decide.state.Partition;
import cloud.reseller.log.decide.state.StateView;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** A fault in the log is reported where it stands, and what stands behind it is still verified. */
class DecisionVerifierTest {

  private final DeciderSpec spec = Gate.keeper("", 1);
  private final Gate.Both decider = new Gate.Both();
  private final Gate.Words words = new Gate.Words();
  private final DecisionHandler<Gate.Ask, Gate.State, String, Gate.Fact> handler =
      new DecisionHandler<>(spec, decider, words, DecisionCount.NOWHERE);
  private final Fold<Gate.Ask, Gate.State, String, Gate.Fact> fold =
      new Fold<>(spec, decider, words, _ -> {});
  private final Partition<Gate.State> partition = new Partition<>(0, decider);
  private final Fold.Shared<String> shared = new Fold.Shared<>("none", 0, "");
  private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
  private int rules = decider.newest();
  private long nextInput;
  private long nextMillis;

  @Test
  void a_log_that_was_only_decided_comes_out_the_same() {
    ask("Open");
    ask("Open");
    ask("Close");

    assertThat(verified()).isEqualTo(new DecisionVerifier.Report(3, 3, List.of()));
  }

  @Test
  void a_fact_that_nobody_decided_is_reported_and_what_rests_on_it_comes_out_the_same() {
    ask("Open");
    byHand("Closed");
    ask("Open");

    DecisionVerifier.Report report = verified();

    assertThat(report.differences()).containsExactly("gate-events/0@2 was decided by nobody");
    assertThat(report.outcomes()).isEqualTo(2);
  }

  @Test
  void a_fact_that_nobody_decided_and_nobody_can_read_closes_its_key_again() {
    ask("Open");
    byHand("Unheard");
    ask("Close");

    assertThat(new String(log.getLast().value(), UTF_8)).startsWith("FactsUnreadable|");
    assertThat(verified().differences()).containsExactly("gate-events/0@2 was decided by nobody");
  }

  @Test
  void an_outcome_that_comes_out_otherwise_is_reported_alone() {
    ask("Open");
    ask("Open");
    other("Refused|words of another JVM|");
    ask("Close");
    ask("Open");

    DecisionVerifier.Report report = verified();

    assertThat(report.differences()).singleElement().asString().startsWith("gate-events/0@2 is ");
    assertThat(report.outcomes()).isEqualTo(4);
  }

  @Test
  void each_outcome_is_taken_again_under_the_rule_set_it_names() {
    rules = 1;
    ask("Open");
    askLong();
    rules = 2;
    askLong();
    ask("Close");

    assertThat(log)
        .filteredOn(record -> record.topic().equals(spec.parked()))
        .extracting(record -> record.key().length)
        .containsExactly(600, "sha256::600".length() + 64);
    assertThat(verified()).isEqualTo(new DecisionVerifier.Report(4, 4, List.of()));
  }

  @Test
  void an_outcome_of_a_rule_set_that_came_later_is_reported_and_closes_its_key() {
    ask("Open");
    rules = 3;
    ask("Close");
    ConsumerRecord<byte[], byte[]> later = log.getLast();
    Partition<Gate.State> restored = new Partition<>(0, decider);
    log.stream()
        .filter(record -> record.topic().equals(Gate.FACTS))
        .forEach(record -> fold.into(restored, record));

    assertThat(StateView.get(restored, "gate").closedAt())
        .isEqualTo(new LogRecord(later).position().toString());
    assertThat(verified().differences())
        .containsExactly(
            "gate-events/0@2 was decided under rule set 3, which this release does not know");
  }

  @Test
  void what_came_with_an_outcome_of_a_later_rule_set_is_reported_with_it() {
    rules = 3;
    ask("Explode");
    rules = 2;
    askLong();
    ask("another", "Open");

    assertThat(verified().differences())
        .containsExactly(
            "gate-events/0@0 was decided under rule set 3, which this release does not know");
  }

  @Test
  void an_outcome_whose_input_is_gone_is_reported_alone() {
    ask("Open");
    ask("Close");
    log.remove(2);
    ask("Open");
    ask("Open");

    assertThat(verified())
        .isEqualTo(
            new DecisionVerifier.Report(
                3,
                3,
                List.of("gate-events/0@2 answers gate-commands/0@1, which is not in the log")));
  }

  /** Its input was appended by a broker whose clock was behind. */
  @Test
  void an_outcome_that_was_decided_behind_a_note_of_its_time_is_taken_again_behind_it() {
    ask("Open");
    nextMillis = 20;
    askLong();
    nextMillis = 10;
    ask("Close");
    askLong();
    ask("Explode");

    assertThat(verified()).isEqualTo(new DecisionVerifier.Report(5, 6, List.of()));
  }

  private void askLong() {
    ask("k".repeat(600), "Open");
  }

  private DecisionVerifier.Report verified() {
    return new DecisionVerifier<>(spec, decider, words, 0, log).run();
  }

  /** Decides an input as a running decider does, in a transaction of its own. */
  private void ask(String type) {
    ask("gate", type);
  }

  private void ask(String key, String type) {
    ConsumerRecord<byte[], byte[]> input =
        new ConsumerRecord<>(
            Gate.COMMANDS,
            0,
            nextInput,
            nextMillis++,
            TimestampType.LOG_APPEND_TIME,
            0,
            0,
            key.getBytes(UTF_8),
            new byte[0],
            new RecordHeaders()
                .add("ce_type", type.getBytes(UTF_8))
                .add("ce_id", ("r" + nextInput).getBytes(UTF_8)),
            Optional.empty());
    nextInput++;
    log.add(input);
    Overlay<Gate.State> overlay = new Overlay<>(partition, rules);
    List<Outgoing> made = new ArrayList<>();
    handler.decide(new FrozenState<>(overlay, shared, new byte[0], Map.of()), input, made::add);
    overlay.commit();
    made.forEach(out -> log.add(written(out.record(), out.expectedOffset())));
  }

  /** Writes a fact that is the answer to nothing, outside of any transaction. */
  private void byHand(String type) {
    ConsumerRecord<byte[], byte[]> fact =
        written(
            new ProducerRecord<>(
                Gate.FACTS,
                0,
                StateView.lastTime(partition),
                "gate".getBytes(UTF_8),
                new byte[0],
                new RecordHeaders().add("ce_type", type.getBytes(UTF_8))),
            partition.position(Gate.FACTS));
    log.add(fact);
    fold.into(partition, fact);
  }

  /** The last outcome had another body, and was chained so. */
  private void other(String body) {
    ConsumerRecord<byte[], byte[]> before = log.get(log.size() - 3);
    ConsumerRecord<byte[], byte[]> last = log.removeLast();
    ProducerRecord<byte[], byte[]> other =
        new ProducerRecord<>(
            last.topic(), 0, last.timestamp(), last.key(), body.getBytes(UTF_8), last.headers());
    other.headers().remove("ce_chain");
    byte[] head =
        new Hashing()
            .chain(
                HexFormat.of()
                    .parseHex(new String(before.headers().lastHeader("ce_chain").value(), UTF_8)),
                Gate.FACTS.getBytes(UTF_8),
                0,
                other.key(),
                other.timestamp(),
                other.headers(),
                other.value());
    other.headers().add("ce_chain", Evidence.hex(head));
    partition.head(Gate.FACTS, head);
    log.add(written(other, last.offset()));
  }

  private static ConsumerRecord<byte[], byte[]> written(
      ProducerRecord<byte[], byte[]> record, long offset) {
    return new ConsumerRecord<>(
        record.topic(),
        record.partition(),
        offset,
        record.timestamp(),
        TimestampType.CREATE_TIME,
        0,
        0,
        record.key(),
        record.value(),
        record.headers(),
        Optional.empty());
  }
}
