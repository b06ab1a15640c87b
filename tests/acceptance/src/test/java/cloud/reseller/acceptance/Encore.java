package cloud.reseller.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import cloud.reseller.log.LogRecord;
import cloud.reseller.log.decide.Decider;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.MessageCodec;
import cloud.reseller.log.decide.StateCodec;
import cloud.reseller.log.decide.evidence.ContinuedLog;
import cloud.reseller.log.decide.state.FoldedLog;
import cloud.reseller.permissions.write.CustomerCodec;
import cloud.reseller.permissions.write.PermissionDecider;
import cloud.reseller.permissions.write.PermissionMessageCodec;
import cloud.reseller.reservations.write.CustomerStateCodec;
import cloud.reseller.reservations.write.ReservationDecider;
import cloud.reseller.reservations.write.ReservationMessageCodec;
import cloud.reseller.reservations.write.policies.DefaultMarkup;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * Repeats every input of the stored logs several times after these logs, to see how a rule set
 * decides them. Decided in memory, without a broker.
 */
final class Encore {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NEWEST = new PermissionDecider().newest();

  /** The ways in which the inputs are repeated. */
  private enum Pass {
    WITHIN_A_DAY(Duration.ofHours(1), ""),
    A_DAY_LATER(Duration.ofHours(26), ""),
    UNDER_NEW_IDS(Duration.ofHours(1), "/new"),
    UNDER_THESE_A_DAY_LATER(Duration.ofHours(26), "/new");

    private final Duration later;
    private final String behindId;

    Pass(Duration later, String behindId) {
      this.later = later;
      this.behindId = behindId;
    }
  }

  /** One partition of one service, with the result of its decider. */
  record Part(FoldedLog<?, ?, ?, ?> restored, SortedMap<String, String> decidedTo) {}

  private final int rules;
  private final List<ConsumerRecord<byte[], byte[]>> log;
  private final List<Part> parts = new ArrayList<>();
  private final SortedMap<String, Integer> outcomes = new TreeMap<>();
  private final SortedMap<String, String> heads = new TreeMap<>();

  /** Decides all inputs again under a rule set. */
  Encore(int rules) {
    this.rules = rules;
    this.log = new ArrayList<>(StoredLog.records(StoredLog.all()));
    for (int number = 0; number < House.PARTITIONS; number++) {
      play(
          Again.PERMISSIONS,
          new PermissionDecider(),
          new PermissionMessageCodec(),
          new CustomerCodec(),
          number);
      play(
          Again.PURCHASES,
          new ReservationDecider(DefaultMarkup.always(StoredLog.DEFAULT_MARKUP_BASIS_POINTS)),
          new ReservationMessageCodec(),
          new CustomerStateCodec(),
          number);
    }
  }

  /** The numbers of all rule sets. */
  static List<Integer> ruleSets() {
    List<Integer> numbers = new ArrayList<>();
    for (int number = 1; number <= NEWEST; number++) {
      numbers.add(number);
    }
    return numbers;
  }

  private <C, S, G, E> void play(
      DeciderSpec spec,
      Decider<C, S, G, E> decider,
      MessageCodec<C, E> messageCodec,
      StateCodec<S> stateCodec,
      int number) {
    Map<String, Pass> passes = new HashMap<>();
    List<ConsumerRecord<byte[], byte[]>> inputs = inputs(spec, number, passes);
    ContinuedLog continued =
        ContinuedLog.of(
            new FoldedLog<>(spec, decider, messageCodec, stateCodec, number, log),
            spec,
            decider,
            messageCodec,
            rules,
            inputs);
    log.addAll(inputs);
    log.addAll(continued.records());
    for (ConsumerRecord<byte[], byte[]> raw : continued.records()) {
      LogRecord record = new LogRecord(raw);
      Pass pass = passes.get(record.header("ce_input").orElseThrow());
      outcomes.merge(
          "%s %s %s".formatted(raw.topic(), pass, said(record)).strip(), 1, Integer::sum);
      heads.put("%s/%02d".formatted(raw.topic(), number), record.header("ce_chain").orElseThrow());
    }
    parts.add(
        new Part(
            new FoldedLog<>(spec, decider, messageCodec, stateCodec, number, log),
            continued.states()));
  }

  /** All stored inputs of a partition, in the order of each pass. */
  private List<ConsumerRecord<byte[], byte[]>> inputs(
      DeciderSpec spec, int number, Map<String, Pass> passes) {
    List<ConsumerRecord<byte[], byte[]>> stored =
        log.stream()
            .filter(
                record -> record.partition() == number && spec.inputs().contains(record.topic()))
            .sorted(
                Comparator.comparingLong((ConsumerRecord<?, ?> record) -> record.timestamp())
                    .thenComparing(ConsumerRecord::topic)
                    .thenComparing(ConsumerRecord::offset))
            .toList();
    long time =
        log.stream()
            .filter(record -> record.partition() == number)
            .mapToLong(ConsumerRecord::timestamp)
            .max()
            .orElse(0);
    Map<String, Long> ends = new HashMap<>();
    stored.forEach(record -> ends.merge(record.topic(), record.offset() + 1, Math::max));
    List<ConsumerRecord<byte[], byte[]>> inputs = new ArrayList<>();
    for (Pass pass : Pass.values()) {
      time += pass.later.toMillis();
      for (ConsumerRecord<byte[], byte[]> record : stored) {
        ConsumerRecord<byte[], byte[]> again =
            again(record, ends.merge(record.topic(), 1L, Long::sum) - 1, time++, pass.behindId);
        passes.put(new LogRecord(again).position().toString(), pass);
        inputs.add(again);
      }
    }
    return inputs;
  }

  private static ConsumerRecord<byte[], byte[]> again(
      ConsumerRecord<byte[], byte[]> record, long offset, long time, String behindId) {
    RecordHeaders headers = new RecordHeaders();
    record
        .headers()
        .forEach(
            header ->
                headers.add(
                    header.key(),
                    header.key().equals("ce_id")
                        ? (new String(header.value(), UTF_8) + behindId).getBytes(UTF_8)
                        : header.value()));
    return new ConsumerRecord<>(
        record.topic(),
        record.partition(),
        offset,
        time,
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        record.key(),
        record.value(),
        headers,
        record.leaderEpoch());
  }

  private static String said(LogRecord record) {
    String body = new String(record.body().orElseThrow(), UTF_8);
    try {
      return record.type()
          + ' '
          + (body.startsWith("{") ? JSON.readTree(body).path("code").asText() : "");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(record.position() + " is no JSON", e);
    }
  }

  /** The stored logs with the records added to them. */
  List<ConsumerRecord<byte[], byte[]>> log() {
    return log;
  }

  /** Every partition of both services. */
  List<Part> parts() {
    return parts;
  }

  /** The number of outcomes of each kind, and the head of each chain, which covers all bytes. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    outcomes.forEach((outcome, times) -> lines.add(outcome + ": " + times));
    heads.forEach((partition, head) -> lines.add(partition + " ends with " + head));
    return lines;
  }

  /** Prints the results of this Java runtime for the stored logs and their repetitions. */
  public static void main(String[] none) {
    told().forEach(System.out::println);
  }

  /** The results of a Java runtime for the stored logs and their repetitions. */
  static List<String> told() {
    List<String> told = new ArrayList<>();
    for (int rules : ruleSets()) {
      Encore encore = new Encore(rules);
      told.addAll(encore.lines());
      encore.parts().forEach(part -> told.addAll(part.restored().states().values()));
      StoredDecisions again = StoredDecisions.takenAgain(encore.log());
      told.addAll(again.lines());
      told.addAll(again.differences());
    }
    return told;
  }
}
