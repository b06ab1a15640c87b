package cloud.reseller.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.events.EventJson;
import cloud.reseller.events.PermissionCommandType;
import cloud.reseller.events.ReservationCommandType;
import cloud.reseller.log.LogRecord;
import cloud.reseller.log.decide.Refusals;
import cloud.reseller.log.decide.state.FoldedLog;
import cloud.reseller.permissions.write.Refusal;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The current release decides and folds the logs of earlier releases with the same results.
 * CONTRIBUTING says how to add the log of a release, and what to do if this test fails.
 */
class StoredLogTest {

  private static final String NO_LOG_YET =
      "Rule set 3 and its sheets are in no stored log before their release.";

  /** Types that no stored log contains, and why. */
  private static final Map<String, String> TYPES_NOT_REACHED =
      Map.of(
          "PriceSheetLine.v2",
          NO_LOG_YET,
          "PriceSheetPublished.v2",
          NO_LOG_YET,
          "FlexibilityRatiosPublished.v2",
          NO_LOG_YET,
          "PurchaseParked.v1",
          "No request is known that deciding fails on, and no service reads this outcome.");

  /** Refusal codes that no stored log contains, and why. */
  private static final Map<String, String> CODES_NOT_REACHED =
      Map.of(
          "PriceNotInForce",
          NO_LOG_YET,
          "CurrencyNotOfMarket",
          NO_LOG_YET,
          "OwnerNotPossible",
          NO_LOG_YET,
          Refusals.TOO_MANY_REQUESTS,
          "Rule set 2 has no log before its release; RuleSetsTest has what it makes of this one.",
          Refusals.BODY_UNREADABLE,
          "Rule set 2 has no log before its release; RuleSetsTest has what it makes of this one.");

  /** The answers of the two services under rule set 1 to unreadable inputs. */
  private static final Set<String> CODES_OF_UNREADABLE_INPUTS =
      Set.of(
          "UnknownType",
          "Unreadable",
          "KeyMismatch",
          "NotJson",
          "TypeUnknown",
          "FieldInvalid",
          "CustomerIdMismatch");

  /** The beginnings of the reasons in notes about inputs that could not be answered. */
  private static final Set<String> REASONS_OF_PARKED_INPUTS =
      Set.of(
          "the record has no key", "the header ce_id is missing", "key and ce_id must be text of");

  private static final ObjectMapper JSON = new ObjectMapper();

  private static Map<StoredLog, List<ConsumerRecord<byte[], byte[]>>> logs = new HashMap<>();

  @BeforeAll
  static void read() {
    StoredLog.all().forEach(log -> logs.put(log, log.records()));
  }

  /** Each log with those it continues. */
  static List<List<StoredLog>> prefixes() {
    return StoredLog.prefixes();
  }

  @Test
  void there_is_a_log() {
    assertThat(prefixes()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("prefixes")
  void every_decision_comes_out_the_same_byte_by_byte(List<StoredLog> prefix) {
    StoredDecisions again = StoredDecisions.takenAgain(records(prefix));
    Set<String> excepted = new TreeSet<>();
    prefix.forEach(log -> excepted.addAll(log.exceptions().keySet()));
    assertThat(again.positions()).as("%s", again.differences()).isEqualTo(excepted);
    same(prefix.getLast(), StoredDecisions.FILE, again.lines());
  }

  @ParameterizedTest
  @MethodSource("prefixes")
  void every_chain_verifies(List<StoredLog> prefix) {
    Set<String> byHand =
        prefix.stream()
            .flatMap(log -> log.lines("by-hand.txt").stream())
            .collect(Collectors.toSet());
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> chained = new HashMap<>();
    Set<String> outputs =
        Stream.of(Again.PERMISSIONS, Again.PURCHASES)
            .flatMap(spec -> spec.outputs().stream())
            .collect(Collectors.toSet());
    for (ConsumerRecord<byte[], byte[]> record : records(prefix)) {
      if (outputs.contains(record.topic())
          && !byHand.contains(new LogRecord(record).position().toString())) {
        chained
            .computeIfAbsent(
                new TopicPartition(record.topic(), record.partition()), _ -> new ArrayList<>())
            .add(record);
      }
    }
    assertThat(chained).isNotEmpty();
    chained.values().forEach(Again::verifyChain);
  }

  @ParameterizedTest
  @MethodSource("prefixes")
  void deciders_fold_it_to_the_same_states(List<StoredLog> prefix) {
    for (StoredStates states : states(prefix)) {
      same(prefix.getLast(), states.file(), states.lines());
    }
  }

  @ParameterizedTest
  @MethodSource("prefixes")
  void deciders_fold_it_to_the_same_states_wherever_a_snapshot_was_taken(List<StoredLog> prefix) {
    for (StoredStates states : states(prefix)) {
      for (FoldedLog<?, ?, ?, ?> partition : states.partitions()) {
        Map<String, String> whole = partition.states();
        int step = Math.max(1, partition.size() / 64);
        for (int after = 0; after <= partition.size(); after += step) {
          assertThat(partition.statesRestored(after))
              .as("%s, snapshot after %d of %d", states.file(), after, partition.size())
              .isEqualTo(whole);
        }
      }
    }
  }

  private static List<StoredStates> states(List<StoredLog> prefix) {
    List<ConsumerRecord<byte[], byte[]>> log = records(prefix);
    return List.of(StoredStates.ofPermissions(log), StoredStates.ofPurchases(log));
  }

  @Test
  void the_logs_have_every_type_there_is() {
    Set<String> types =
        all().map(LogRecord::type).filter(type -> !type.isEmpty()).collect(Collectors.toSet());
    List<String> known = new ArrayList<>(EventJson.typeNames());
    Stream.of(PermissionCommandType.values()).forEach(type -> known.add(type.typeName()));
    Stream.of(ReservationCommandType.values()).forEach(type -> known.add(type.typeName()));
    known.add("InputParked.v1");
    assertThat(TYPES_NOT_REACHED.keySet()).noneMatch(types::contains);
    known.removeAll(TYPES_NOT_REACHED.keySet());
    assertThat(types).containsAll(known);
  }

  @Test
  void the_logs_have_every_code_of_a_refusal_there_is() {
    Set<String> codes =
        all()
            .filter(
                record -> record.type().matches("(CommandRefused|ReservationPurchaseRejected).*"))
            .map(record -> body(record).path("code").asText())
            .collect(Collectors.toSet());
    Set<String> known = new TreeSet<>(CODES_OF_UNREADABLE_INPUTS);
    Arrays.stream(Refusal.values()).map(Refusal::code).forEach(known::add);
    Arrays.stream(cloud.reseller.reservations.write.Refusal.values())
        .map(cloud.reseller.reservations.write.Refusal::code)
        .forEach(known::add);
    known.addAll(
        List.of(
            Refusals.WRONG_PARTITION,
            Refusals.FACTS_UNREADABLE,
            Refusals.REQUEST_ID_REUSED,
            Refusals.TOO_MANY_REQUESTS,
            Refusals.TYPE_UNKNOWN,
            Refusals.BODY_UNREADABLE));
    assertThat(CODES_NOT_REACHED.keySet()).noneMatch(codes::contains);
    known.removeAll(CODES_NOT_REACHED.keySet());
    assertThat(codes).containsAll(known);
  }

  @Test
  void the_logs_have_every_reason_to_park_an_input() {
    List<String> reasons =
        all()
            .filter(record -> record.type().equals("InputParked.v1"))
            .map(record -> new String(record.body().orElseThrow(), UTF_8))
            .toList();
    for (String reason : REASONS_OF_PARKED_INPUTS) {
      assertThat(reasons).anyMatch(text -> text.startsWith(reason));
    }
  }

  /**
   * A repeat of either kind, erased people, both sides, every origin of a price, times that jump.
   */
  @Test
  void the_logs_have_what_later_rules_will_do_otherwise() {
    List<JsonNode> bought =
        all()
            .filter(record -> record.type().equals("ReservationPurchased.v1"))
            .map(StoredLogTest::body)
            .toList();
    assertThat(bought)
        .extracting(event -> event.path("origin").asText())
        .contains("PARTNER", "CUSTOMER");
    assertThat(bought)
        .extracting(event -> event.at("/price/origin").asText())
        .contains("DEFAULT", "ALL", "SKU");
    assertThat(bought)
        .filteredOn(event -> event.at("/price/origin").asText().equals("DEFAULT"))
        .extracting(event -> event.at("/price/rule/basisPoints").asInt())
        .containsOnly(StoredLog.DEFAULT_MARKUP_BASIS_POINTS);
    assertThat(bought).extracting(event -> event.path("partnerId").asText()).hasSizeGreaterThan(1);
    assertThat(bought.stream().map(event -> event.path("sheet").asText()).distinct().count())
        .as("sheets that were in force")
        .isGreaterThanOrEqualTo(4);
    assertThat(all().filter(record -> record.position().topic().equals("directory")))
        .anyMatch(record -> record.body().isEmpty());
  }

  private static Stream<LogRecord> all() {
    return logs.values().stream().flatMap(List::stream).map(LogRecord::new);
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(List<StoredLog> prefix) {
    return prefix.stream().flatMap(log -> logs.get(log).stream()).toList();
  }

  private static JsonNode body(LogRecord record) {
    try {
      return JSON.readTree(new String(record.body().orElseThrow(), UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(record.position() + " is no JSON", e);
    }
  }

  /** Compares with what was stored with a log; the actual result is written to target/received. */
  private static void same(StoredLog log, String file, List<String> received) {
    new StoredLog(log.name(), Path.of("target/received/stored-logs", log.name()))
        .write(file, received);
    assertThat(log.linesIfAny(file))
        .as("%s of %s", file, log.name())
        .hasValueSatisfying(stored -> assertThat(received).isEqualTo(stored));
  }
}
