package cloud.reseller.log.decide.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cloud.reseller.log.LogRecord;
import cloud.reseller.log.Position;
import cloud.reseller.log.decide.DeciderSpec;
import cloud.reseller.log.decide.Fact;
import cloud.reseller.log.decide.Gate;
import cloud.reseller.log.decide.Hashing;
import cloud.reseller.log.decide.KeyPartitioner;
import cloud.reseller.log.decide.state.Fold;
import cloud.reseller.log.decide.state.Overlay;
import cloud.reseller.log.decide.state.Partition;
import cloud.reseller.log.decide.state.StateView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DecisionHandlerTest {

  private static final int PARTITIONS = 4;
  private static final long DAY = StateView.KEPT_MILLIS;

  private final DeciderSpec spec = Gate.warden("", PARTITIONS);
  private final Gate.Both decider = new Gate.Both();
  private final Gate.Words words = new Gate.Words();
  private final List<Position> unreadable = new ArrayList<>();
  private final Fold<Gate.Ask, Gate.State, String, Gate.Fact> fold =
      new Fold<>(spec, decider, words, unreadable::add);
  private final DecisionHandler<Gate.Ask, Gate.State, String, Gate.Fact> handler =
      new DecisionHandler<>(spec, decider, words, DecisionCount.NOWHERE);
  private static final Gate.Fact POISON = new Gate.Fact.Passed("poison", 0, "", "", 0);

  private final String key = keyOf(1);
  private Partition<Gate.State> partition = new Partition<>(1, decider);
  private Fold.Shared<String> shared = new Fold.Shared<>("none", 0, "");
  private final Map<String, Long> factEnds = new HashMap<>();
  private final Map<String, String> unwritable = new HashMap<>();
  private int rules = decider.newest();
  private long nextInput;

  @Test
  void an_open_gate_lets_pass_and_names_the_fact_it_relied_on() {
    fact(key, "Opened", "");

    List<Outgoing> out = decide(key, "r1", "Pass", "");

    assertThat(body(out.get(0))).isEqualTo("r1|1|gate-events/1@0|none|0");
    assertThat(header(out.get(0), "ce_observed")).isEqualTo("gate-events/1@1 tariff-events/0@0");
    assertThat(header(out.get(0), "ce_input")).isEqualTo("pass-requests/1@0");
    assertThat(header(out.get(0), "ce_causationid")).isEqualTo("r1");
    assertThat(header(out.get(0), "ce_rules")).isEqualTo("2");
  }

  @Test
  void a_portal_request_is_answered_in_the_second_topic_too() {
    fact(key, "Opened", "");

    List<Outgoing> out = decide(key, "r1", "Pass", "");

    assertThat(out)
        .extracting(o -> o.record().topic())
        .containsExactly("pass-events", "pass-answers");
  }

  @Test
  void a_repeat_within_one_batch_names_the_offset_the_first_answer_will_get() {
    fact(key, "Opened", "");
    partition.position("pass-events", 17);

    List<Outgoing> out =
        decide(
            input(key, "r1", "Pass", ""),
            input(key, "r2", "Pass", ""),
            input(key, "r1", "Pass", ""));

    assertThat(events(out))
        .extracting(DecisionHandlerTest::type)
        .containsExactly("Passed", "Passed", "Repeated");
    assertThat(body(events(out).get(2))).isEqualTo("pass-events/1@17");
    assertThat(events(out)).extracting(Outgoing::expectedOffset).containsExactly(17L, 18L, 19L);
  }

  @Test
  void another_body_under_the_same_id_is_refused() {
    fact(key, "Opened", "");
    decide(key, "r1", "Pass", "");

    List<Outgoing> out = decide(key, "r1", "Pass", "5000");

    assertThat(body(out.get(0))).startsWith("RequestIdReused|");
    assertThat(body(out.get(0))).endsWith("|pass-events/1@0");
  }

  @Test
  void a_trace_or_a_correlation_id_does_not_make_a_repeat_another_request() {
    fact(key, "Opened", "");
    decide(key, "r1", "Pass", "");
    ConsumerRecord<byte[], byte[]> again = input(key, "r1", "Pass", "");
    again.headers().add("traceparent", "00-1-2-03".getBytes(UTF_8));
    again.headers().add("ce_correlationid", "other".getBytes(UTF_8));

    List<Outgoing> out = decide(again);

    assertThat(type(out.get(0))).isEqualTo("Repeated");
    assertThat(header(out.get(0), "traceparent")).isEqualTo("00-1-2-03");
  }

  @Test
  void an_answer_older_than_a_day_is_not_found_and_its_request_is_decided_anew() {
    fact(key, "Opened", "");
    decide(at(1_000, input(key, "r1", "Pass", "")));

    List<Outgoing> aDayLater = decide(at(1_000 + DAY, input(key, "r1", "Pass", "")));
    List<Outgoing> later = decide(at(1_001 + DAY, input(key, "r1", "Pass", "")));
    List<Outgoing> again = decide(at(1_002 + DAY, input(key, "r1", "Pass", "")));

    assertThat(type(aDayLater.getFirst())).isEqualTo("Repeated");
    assertThat(body(later.getFirst())).startsWith("r1|2|");
    assertThat(body(again.getFirst())).isEqualTo(header(later.getFirst(), "ce_id"));
  }

  @Test
  void under_the_first_rule_set_the_last_thousand_answers_are_found_however_old() {
    rules = 1;
    fact(key, "Opened", "");
    decide(at(1_000, input(key, "r1", "Pass", "")));

    List<Outgoing> later = decide(at(1_001 + 30 * DAY, input(key, "r1", "Pass", "")));

    assertThat(type(later.getFirst())).isEqualTo("Repeated");
  }

  @Test
  void beyond_a_thousand_answers_a_day_a_request_is_refused_and_may_be_asked_again() {
    fact(key, "Opened", "");
    decide(at(0, input(key, "r0", "Pass", "")));
    for (int i = 1; i < 1_000; i++) {
      decide(at(1_000, input(key, "r" + i, "Pass", "")));
    }
    String neighbour = keyOf(1, key);

    List<Outgoing> out =
        decide(
            at(2_000, input(key, "more", "Pass", "")),
            at(2_000, input(key, "more", "Fly", "")),
            at(2_000, input(key, "r0", "Pass", "")),
            at(2_000, input(key, "r1", "Fly", "")),
            at(2_000, input(neighbour, "n1", "Open", "")),
            at(DAY, input(key, "still more", "Pass", "")),
            at(DAY + 1, input(key, "more", "Pass", "")),
            at(DAY + 1, input(key, "yet more", "Pass", "")));

    String answered =
        "1000 requests under this key were answered within 24 hours, and no more are:";
    String later = " send this one again under its id, later than ";
    assertThat(events(out))
        .extracting(DecisionHandlerTest::body)
        .satisfiesExactly(
            more ->
                assertThat(more)
                    .isEqualTo(
                        "TooManyRequests|"
                            + answered
                            + later
                            + "1970-01-02T00:00:00Z|pass-events/1@0"),
            other -> assertThat(other).startsWith("TooManyRequests|"),
            repeated -> assertThat(repeated).isEqualTo("pass-events/1@0"),
            reused -> assertThat(reused).startsWith("RequestIdReused|"),
            anothers -> assertThat(anothers).isEqualTo(""),
            atADay -> assertThat(atADay).startsWith("TooManyRequests|"),
            afterwards -> assertThat(afterwards).startsWith("more|1001|"),
            full -> assertThat(full).contains("1970-01-02T00:00:01Z"));
    assertThat(StateView.answers(partition, key)).isEqualTo(1_000);
  }

  @Test
  void under_the_first_rule_set_a_day_has_as_many_answers_as_requests() {
    rules = 1;
    fact(key, "Opened", "");
    for (int i = 0; i < 1_001; i++) {
      decide(at(1_000, input(key, "r" + i, "Pass", "")));
    }

    assertThat(StateView.answers(partition, key)).isEqualTo(1_001);
  }

  @Test
  void more_answers_than_a_thousand_left_by_the_first_rule_set_are_still_found_under_the_second() {
    rules = 1;
    fact(key, "Opened", "");
    for (int i = 0; i < 1_001; i++) {
      decide(at(1_000 + i, input(key, "r" + i, "Pass", "")));
    }
    rules = 2;

    List<Outgoing> out =
        decide(
            at(2_000, input(key, "r0", "Pass", "")),
            at(2_000, input(key, "more", "Pass", "")),
            at(1_001 + DAY, input(key, "more", "Pass", "")),
            at(1_002 + DAY, input(key, "more", "Pass", "")));

    assertThat(events(out))
        .extracting(DecisionHandlerTest::body)
        .satisfiesExactly(
            found -> assertThat(found).isEqualTo("pass-events/1@0"),
            more ->
                assertThat(more)
                    .startsWith("TooManyRequests|1001 requests")
                    .endsWith("later than 1970-01-02T00:00:01.001Z|pass-events/1@2"),
            tooEarly -> assertThat(tooEarly).startsWith("TooManyRequests|1000 requests"),
            later -> assertThat(later).startsWith("more|1002|"));
    assertThat(StateView.answers(partition, key)).isEqualTo(1_000);
  }

  @Test
  void a_key_that_only_asked_is_forgotten_with_its_last_answer_and_asks_as_a_new_one() {
    String stranger = keyOf(1, key);
    fact(key, "Opened", "");
    decide(at(1_000, input(stranger, "s1", "Pass", "")), at(1_000, input(key, "r1", "Pass", "")));
    decide(at(2_000, input(stranger, "s2", "Pass", "")));

    decide(
        at(2_000 + DAY, input(key, "r2", "Pass", "")), at(2_001 + DAY, input(null, "n", "", "")));
    assertThat(StateView.keys(partition))
        .as("of outcomes, notes tell no time")
        .containsExactlyInAnyOrder(stranger, key);
    decide(at(2_001 + DAY, input(key, "r3", "Pass", "")));
    assertThat(StateView.keys(partition)).containsExactlyInAnyOrder(key);

    List<Outgoing> again = decide(at(2_002 + DAY, input(stranger, "s2", "Pass", "")));
    assertThat(body(again.getFirst())).startsWith("GateClosed|");
    assertThat(StateView.keys(partition)).containsExactlyInAnyOrder(stranger, key);
  }

  @Test
  void a_stranger_that_became_known_is_kept_and_so_is_one_whose_facts_cannot_be_read() {
    String known = keyOf(1, key);
    String closed = keyOf(1, key, known);
    fact(key, "Opened", "");
    decide(at(1_000, input(known, "k1", "Pass", "")), at(1_000, input(closed, "c1", "Pass", "")));
    fact(known, "Opened", "");
    fact(closed, "Blown", "");

    decide(at(1_001 + DAY, input(key, "r1", "Pass", "")));

    assertThat(StateView.keys(partition)).containsExactlyInAnyOrder(known, closed, key);
  }

  @Test
  void under_the_first_rule_set_no_stranger_is_forgotten() {
    rules = 1;
    decide(at(1_000, input(key, "s1", "Pass", "")));

    decide(at(1_001 + 30 * DAY, input(keyOf(1, key), "s2", "Pass", "")));

    assertThat(StateView.keys(partition)).contains(key);
  }

  @Test
  void a_fact_that_says_nothing_about_a_key_leaves_nothing_of_it() {
    fact(key, "Tariff", "whatever");

    assertThat(StateView.keys(partition)).isEmpty();
  }

  @Test
  void a_record_in_the_wrong_partition_is_refused_and_leaves_no_trace_in_the_state() {
    String elsewhere = keyOf(2);

    List<Outgoing> out = decide(elsewhere, "r1", "Pass", "");

    assertThat(body(out.get(0))).startsWith("WrongPartition|");
    assertThat(StateView.keys(partition)).doesNotContain(elsewhere);
    assertThat(partition.decidedUpTo("pass-requests")).isEqualTo(0);
  }

  @Test
  void an_input_without_key_or_id_is_parked_alone() {
    fact(key, "Opened", "");

    List<Outgoing> out =
        decide(
            input(null, "r1", "Pass", ""),
            input(key, "", "Pass", ""),
            input(key, "r2", "Pass", ""));

    assertThat(out)
        .extracting(o -> o.record().topic())
        .containsExactly("pass-parked", "pass-parked", "pass-events", "pass-answers");
    assertThat(body(out.get(0))).contains("no key");
    assertThat(body(out.get(1))).contains("ce_id");
  }

  @Test
  void an_input_whose_outcome_no_reader_could_store_is_parked_alone() {
    fact(key, "Opened", "");

    List<Outgoing> out =
        decide(
            input(key, "r\0", "Pass", ""),
            input(key + '\n', "r1", "Pass", ""),
            input(key, "r".repeat(513), "Pass", ""),
            input(key, "r2", "Pass", ""));

    assertThat(out)
        .extracting(o -> o.record().topic())
        .containsExactly(
            "pass-parked", "pass-parked", "pass-parked", "pass-events", "pass-answers");
    assertThat(body(out.get(0))).contains("control characters");
  }

  @Test
  void a_type_no_outcome_could_repeat_is_refused_as_an_unknown_one_and_answered() {
    fact(key, "Opened", "");

    List<Outgoing> out =
        decide(input(key, "r1", "Pa\nss", ""), input(key, "r2", "P".repeat(513), ""));

    assertThat(out)
        .extracting(o -> o.record().topic())
        .containsExactly("pass-events", "pass-answers", "pass-events", "pass-answers");
    assertThat(events(out))
        .extracting(DecisionHandlerTest::body)
        .allSatisfy(body -> assertThat(body).startsWith("TypeUnknown|"));
  }

  @Test
  void an_unknown_type_and_a_bad_body_are_refused_with_their_codes() {
    fact(key, "Opened", "");

    List<Outgoing> out = decide(input(key, "r1", "Fly", ""), input(key, "r2", "Pass", "soon"));

    assertThat(events(out))
        .extracting(DecisionHandlerTest::body)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("TypeUnknown|"),
            second -> assertThat(second).startsWith("BodyInvalid|"));
  }

  @Test
  void a_throw_while_deciding_parks_the_command_and_the_next_one_is_decided() {
    fact(key, "Opened", "");

    List<Outgoing> out = decide(input(key, "r1", "Explode", ""), input(key, "r2", "Pass", ""));

    assertThat(events(out))
        .extracting(DecisionHandlerTest::type)
        .containsExactly("Parked", "Passed");
    assertThat(out).extracting(o -> o.record().topic()).contains("pass-parked");
  }

  @Test
  void an_error_of_the_rules_parks_the_command_and_the_next_one_is_decided() {
    fact(key, "Opened", "");

    List<Outgoing> out =
        decide(
            input(key, "r1", "Fail", "overflow"),
            input(key, "r2", "Fail", "link"),
            input(key, "r3", "Pass", ""));

    assertThat(events(out))
        .extracting(DecisionHandlerTest::type)
        .containsExactly("Parked", "Parked", "Passed");
    assertThat(body(events(out).get(0))).isEqualTo("decide failed: StackOverflowError");
    assertThat(body(events(out).get(1))).isEqualTo("decide failed: NoClassDefFoundError");
  }

  @Test
  void whatever_the_codec_throws_parks_the_input_alone() {
    fact(key, "Opened", "");
    decide(key, "unrepeatable", "Pass", "");
    String elsewhere = keyOf(2);

    List<Outgoing> out =
        decide(
            input(key, "r1", "Misread", ""),
            input(key, "unwritable", "Pass", ""),
            input(key, "unrefusable", "Fly", ""),
            input(elsewhere, "unrefusable", "Pass", ""),
            input(key, "unrepeatable", "Pass", ""),
            input(key, "r3", "Pass", ""));

    assertThat(events(out))
        .extracting(DecisionHandlerTest::type)
        .containsExactly("Parked", "Parked", "Parked", "Parked", "Parked", "Passed");
    assertThat(out.stream().filter(o -> o.record().topic().equals("pass-parked"))).hasSize(5);
    assertThat(partition.decidedUpTo("pass-requests")).isEqualTo(6);
  }

  @Test
  void an_input_for_which_the_codec_makes_no_outcome_at_all_is_noted_and_the_next_one_decided() {
    fact(key, "Opened", "");
    Partition<Gate.State> folded = new Partition<>(1, decider);
    fold.into(folded, raw("gate-events", 1, 0, 0, key, "Opened", "", ""));

    List<Outgoing> out = decide(input(key, "r1", "Hopeless", ""), input(key, "r2", "Pass", ""));

    assertThat(out)
        .extracting(o -> o.record().topic())
        .containsExactly("pass-parked", "pass-events", "pass-answers");
    assertThat(body(out.getFirst())).isEqualTo("no outcome can be made: NoClassDefFoundError");
    assertThat(header(out.getFirst(), "ce_input")).isEqualTo("pass-requests/1@0");
    out.forEach(each -> fold.into(folded, read(each)));
    assertThat(StateView.get(folded, key).state()).isEqualTo(StateView.get(partition, key).state());
    assertThat(folded.decidedUpTo("pass-requests"))
        .isEqualTo(partition.decidedUpTo("pass-requests"));
  }

  @Test
  void memory_that_runs_out_says_nothing_about_the_input_and_ends_the_decider() {
    fact(key, "Opened", "");

    assertThatThrownBy(() -> decide(key, "r1", "Fail", "memory"))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(partition.decidedUpTo("pass-requests")).isEqualTo(-1);
  }

  @Test
  void an_error_on_reading_a_fact_closes_its_key_and_no_other() {
    String neighbour = keyOf(1, key);
    fact(neighbour, "Opened", "");
    fact(key, "Misread", "");

    List<Outgoing> out = decide(input(key, "r1", "Pass", ""), input(neighbour, "r2", "Pass", ""));

    assertThat(body(events(out).get(0))).startsWith("FactsUnreadable|");
    assertThat(type(events(out).get(1))).isEqualTo("Passed");
    assertThat(unreadable).containsExactly(new Position("gate-events", 1, 1));
  }

  @Test
  void an_outcome_its_own_state_cannot_take_is_parked_instead() {
    fact(key, "Opened", "");

    List<Outgoing> out = decide(input(key, "r1", "Poison", ""), input(key, "r2", "Pass", ""));

    assertThat(events(out))
        .extracting(DecisionHandlerTest::type)
        .containsExactly("Parked", "Passed");
  }

  /** Neither the outcome nor that it is parked. */
  @Test
  void an_outcome_that_closes_its_key_is_an_answer_also_where_the_log_is_folded() {
    Gate.Both unable =
        new Gate.Both() {
          @Override
          public Gate.State evolve(Gate.State state, Fact<Gate.Fact> fact) {
            return fact.event() instanceof Gate.Fact.Parked
                ? super.evolve(state, new Fact<>(fact.position(), fact.time(), 2, POISON))
                : super.evolve(state, fact);
          }
        };
    DecisionHandler<Gate.Ask, Gate.State, String, Gate.Fact> deciding =
        new DecisionHandler<>(spec, unable, words, DecisionCount.NOWHERE);
    Fold<Gate.Ask, Gate.State, String, Gate.Fact> folding =
        new Fold<>(spec, unable, words, unreadable::add);
    Partition<Gate.State> folded = new Partition<>(1, decider);
    List<Outgoing> out = new ArrayList<>();
    Overlay<Gate.State> overlay = new Overlay<>(partition, rules);
    ConsumerRecord<byte[], byte[]> explode = input(key, "r1", "Explode", "");
    for (ConsumerRecord<byte[], byte[]> each :
        List.of(explode, input(key, "r1", "Explode", ""), input(key, "r2", "Pass", ""))) {
      deciding.decide(new FrozenState<>(overlay, shared, new byte[0], unwritable), each, out::add);
    }
    overlay.commit();
    out.forEach(each -> folding.into(folded, read(each)));

    assertThat(events(out))
        .extracting(DecisionHandlerTest::type)
        .containsExactly("Parked", "Repeated", "Refused");
    assertThat(StateView.get(folded, key).closedAt())
        .isEqualTo("pass-events/1@0")
        .isEqualTo(StateView.get(partition, key).closedAt());
    assertThat(StateView.answersOf(folded, key)).isEqualTo(StateView.answersOf(partition, key));
    assertThat(unreadable).containsExactly(new Position("pass-events", 1, 0));
  }

  @Test
  void an_outcome_after_which_nobody_knows_what_falls_due_is_parked_instead() {
    fact(key, "Opened", "");

    List<Outgoing> out =
        decide(input(key, "dateless", "Pass", "500"), input(key, "r2", "Pass", "500"));

    assertThat(events(out))
        .extracting(DecisionHandlerTest::type)
        .containsExactly("Parked", "Passed");
    assertThat(partition.nextDue()).isPresent();
  }

  @Test
  void an_error_on_reading_a_shared_fact_closes_all_keys() {
    fact(key, "Opened", "");
    shared = fold.into(shared, raw("tariff-events", 0, 0, 0, "", "Misread", "", ""));

    List<Outgoing> out = decide(key, "r1", "Pass", "");

    assertThat(body(out.getFirst())).startsWith("FactsUnreadable|").endsWith("|tariff-events/0@0");
  }

  @Test
  void what_fell_due_in_another_service_and_means_nothing_here_closes_nobody() {
    ConsumerRecord<byte[], byte[]> ended = raw("gate-events", 1, 0, 0, key, "Ended", "", "any");
    ended.headers().add("ce_causationid", "due/gate-events/1@0".getBytes(UTF_8));

    fold.into(partition, ended);

    assertThat(StateView.get(partition, key).open()).isTrue();
  }

  @Test
  void an_unreadable_fact_closes_its_key_and_no_other() {
    String neighbour = keyOf(1, key);
    fact(key, "Opened", "");
    fact(neighbour, "Opened", "");
    fact(key, "Blown", "");

    List<Outgoing> out = decide(input(key, "r1", "Pass", ""), input(neighbour, "r2", "Pass", ""));

    assertThat(body(events(out).get(0)))
        .startsWith("FactsUnreadable|")
        .endsWith("|gate-events/1@2");
    assertThat(type(events(out).get(1))).isEqualTo("Passed");
    assertThat(unreadable).containsExactly(new Position("gate-events", 1, 2));
  }

  @Test
  void a_fact_without_key_closes_the_partition() {
    fact(key, "Opened", "");
    fact(null, "Opened", "");

    List<Outgoing> out = decide(key, "r1", "Pass", "");

    assertThat(body(out.get(0))).startsWith("FactsUnreadable|").endsWith("|gate-events/1@1");
  }

  @Test
  void what_fell_due_is_written_before_the_next_decision_in_due_order() {
    fact(key, "Opened", "");
    decide(at(1_000, input(key, "r1", "Pass", "500")), at(1_000, input(key, "r2", "Pass", "200")));

    List<Outgoing> out = decide(at(2_000, input(key, "r3", "Pass", "")));

    assertThat(events(out))
        .extracting(DecisionHandlerTest::type)
        .containsExactly("Ended", "Ended", "Passed");
    assertThat(events(out)).extracting(DecisionHandlerTest::body).startsWith("r2", "r1");
    assertThat(events(out))
        .extracting(o -> o.record().timestamp())
        .containsExactly(1_200L, 1_500L, 2_000L);
  }

  /** From there on it is folded once its fact can be read. */
  @Test
  void a_key_that_closes_in_the_middle_of_a_batch_is_folded_up_to_there() {
    fact(key, "Opened", "");
    decide(at(1_000, input(key, "explosive", "Pass", "500")));
    long begun = partition.position("pass-events");

    decide(at(1_200, input(key, "r1", "Pass", "")), at(2_000, input(key, "r2", "Pass", "")));

    assertThat(StateView.get(partition, key).closedAt()).isEqualTo("pass-events/1@" + (begun + 1));
    assertThat(StateView.foldedFrom(partition, key))
        .containsEntry("pass-events", begun + 1)
        .containsEntry("gate-events", 1L);
    assertThat(partition.position("pass-events")).as("with the marker").isEqualTo(begun + 4);
  }

  @Test
  void what_can_never_fall_due_is_parked_once_and_closes_its_key_alone() {
    for (String id : List.of("endless", "explosive")) {
      String stuck = keyOf(1, key + id);
      String neighbour = keyOf(1, key, stuck);
      partition = new Partition<>(1, decider);
      fact(stuck, "Opened", "");
      fact(neighbour, "Opened", "");
      decide(at(1_000, input(stuck, id, "Pass", "500")));
      Partition<Gate.State> folded = new Partition<>(1, decider);

      List<Outgoing> out =
          decide(
              at(2_000, input(neighbour, "n" + id, "Pass", "")),
              at(3_000, input(stuck, "s" + id, "Pass", "")));

      assertThat(events(out))
          .extracting(DecisionHandlerTest::type)
          .containsExactly("Parked", "Passed", "Refused");
      assertThat(body(events(out).getLast()))
          .startsWith("FactsUnreadable|")
          .endsWith("|" + header(events(out).getFirst(), "ce_id"));
      assertThat(out).extracting(o -> o.record().topic()).contains("pass-parked");
      assertThat(partition.nextDue()).isEmpty();

      fold.into(folded, raw("gate-events", 1, 0, 0, stuck, "Opened", "", ""));
      fold.into(folded, read(events(out).getFirst()));
      assertThat(StateView.get(folded, stuck).closedAt())
          .isEqualTo(StateView.get(partition, stuck).closedAt());
    }
  }

  @Test
  void the_last_decided_input_is_known_by_its_own_digest_in_whatever_order_topics_are_read() {
    List<Outgoing> out = new ArrayList<>();
    out.addAll(decide(at(1_000, input(key, "", "Pass", ""))));
    out.addAll(decide(at(2_000, input(key, "r2", "Pass", ""))));
    List<Outgoing> parked = new ArrayList<>(out);
    parked.removeAll(events(out));
    assertThat(parked).isNotEmpty();
    Partition<Gate.State> folded = new Partition<>(1, decider);

    events(out).forEach(each -> fold.into(folded, read(each)));
    parked.reversed().forEach(each -> fold.into(folded, read(each)));

    assertThat(folded.decidedUpTo("pass-requests"))
        .isEqualTo(partition.decidedUpTo("pass-requests"));
    assertThat(folded.topics().lastDigest("pass-requests"))
        .isEqualTo(header(events(out).getLast(), "ce_inputhash"));
  }

  @Test
  void a_key_that_is_asked_often_is_watched_for_its_next_due_fact_once() {
    fact(key, "Opened", "");
    decide(at(1_000, input(key, "r1", "Pass", "5000")));

    for (int i = 0; i < 100; i++) {
      decide(at(1_000 + i, input(key, "more" + i, "Pass", "")));
    }

    assertThat(StateView.watched(partition)).isEqualTo(1);
  }

  @Test
  void an_outcome_no_broker_would_take_is_parked_and_the_next_request_decided() {
    fact(key, "Opened", "");

    List<Outgoing> out =
        decide(
            input(key, "r1", "Shout", "1000000"),
            input(key, "r2", "Shout", "1000001"),
            input(key, "r3", "Pass", ""));

    assertThat(events(out))
        .extracting(DecisionHandlerTest::type)
        .containsExactly("Passed", "Parked", "Passed");
    assertThat(body(events(out).get(1))).contains("1000001 bytes");
  }

  @Test
  void an_input_whose_outcome_the_log_does_not_take_is_parked_and_says_so() {
    fact(key, "Opened", "");
    unwritable.put("pass-requests/1@0", "RecordTooLargeException");

    List<Outgoing> out = decide(input(key, "r1", "Pass", ""), input(key, "r2", "Pass", ""));

    assertThat(out)
        .extracting(o -> o.record().topic(), DecisionHandlerTest::type)
        .containsExactly(
            tuple("pass-events", "Parked"),
            tuple("pass-answers", "Parked"),
            tuple("pass-parked", "InputParked.v1"),
            tuple("pass-events", "Passed"),
            tuple("pass-answers", "Passed"));
    assertThat(body(out.getFirst()))
        .isEqualTo("the log does not take the outcome: RecordTooLargeException");
    assertThat(header(out.getFirst(), "ce_unwritable")).isEqualTo("RecordTooLargeException");
    assertThat(header(out.getLast(), "ce_unwritable")).isEmpty();
    assertThat(body(out.get(3))).startsWith("r2|1|");
  }

  @Test
  void a_long_key_and_a_long_id_are_noted_by_hash_and_length_from_the_second_rule_set_on() {
    String longKey = "k".repeat(513);
    String longId = "i".repeat(600);
    ConsumerRecord<byte[], byte[]> both = input(longKey, longId, "Pass", "");
    rules = 1;
    List<Outgoing> first = decide(both);
    rules = 2;
    List<Outgoing> out = decide(both);

    assertThat(new String(first.getFirst().record().key(), UTF_8)).isEqualTo(longKey);
    assertThat(header(first.getFirst(), "ce_causationid")).isEqualTo(longId);
    String keyNoted = "sha256:45a7c7ef95c3417e800362f5672aba16da807261fe7121f3a81b0a0fb6b9a05c:513";
    String idNoted = "sha256:f59ec4bef8c02a6d50c7c20443d17eb5c4f25e2b9683b2a37460cdaca93e3e33:600";
    assertThat(new String(out.getFirst().record().key(), UTF_8)).isEqualTo(keyNoted);
    assertThat(header(out.getFirst(), "ce_subject")).isEqualTo(keyNoted);
    assertThat(header(out.getFirst(), "ce_causationid")).isEqualTo(idNoted);
    assertThat(header(out.getFirst(), "ce_correlationid")).isEqualTo(idNoted);
  }

  @Test
  void a_name_no_note_could_hold_is_noted_by_hash_once_the_log_has_refused_it() {
    String longKey = "k".repeat(513);
    unwritable.put("pass-requests/1@0", "RecordTooLargeException");

    List<Outgoing> out = decide(input(longKey, "r1", "Pass", ""));

    assertThat(header(out.getFirst(), "ce_subject")).startsWith("sha256:").endsWith(":513");
    assertThat(header(out.getFirst(), "ce_causationid")).isEqualTo("r1");
    assertThat(body(out.getFirst())).contains("at most 512 bytes");
  }

  @Test
  void every_record_has_an_id_of_its_own() {
    fact(key, "Opened", "");

    List<Outgoing> out =
        decide(
            input(key, "r1", "Pass", ""),
            input(key, "r1", "Pass", ""),
            input(key, "r2", "Explode", ""));

    assertThat(out).extracting(o -> header(o, "ce_id")).doesNotHaveDuplicates();
    assertThat(header(out.getFirst(), "ce_id")).isEqualTo("pass-events/1@0");
  }

  @Test
  void time_never_runs_back() {
    fact(key, "Opened", "");

    List<Outgoing> out =
        decide(at(5_000, input(key, "r1", "Pass", "")), at(4_000, input(key, "r2", "Pass", "")));

    assertThat(events(out)).extracting(o -> o.record().timestamp()).containsExactly(5_000L, 5_000L);
    assertThat(header(out.get(0), "ce_time")).isEqualTo("1970-01-01T00:00:05Z");
  }

  @Test
  void a_batch_thrown_away_leaves_everything_as_it_was() {
    fact(key, "Opened", "");
    decide(at(1_000, input(key, "r1", "Pass", "500")));
    Gate.State before = StateView.get(partition, key).state();

    Overlay<Gate.State> overlay = new Overlay<>(partition, rules);
    List<Outgoing> first = judged(overlay, at(2_000, input(key, "r2", "Pass", "")));
    overlay.discard();
    nextInput--;
    Overlay<Gate.State> second = new Overlay<>(partition, rules);
    List<Outgoing> again = judged(second, at(2_000, input(key, "r2", "Pass", "")));

    assertThat(StateView.get(partition, key).state()).isEqualTo(before);
    assertThat(again).usingRecursiveComparison().isEqualTo(first);
  }

  @Test
  void folding_what_was_written_makes_the_same_state_as_deciding_did() {
    fact(key, "Opened", "");
    Partition<Gate.State> folded = new Partition<>(1, decider);
    fold.into(folded, raw("gate-events", 1, 0, 0, key, "Opened", "", ""));
    List<Outgoing> all = new ArrayList<>();
    rules = 1;
    for (int i = 0; i < 1_010; i++) {
      all.addAll(decide(at(i, input(key, "one" + i, "Pass", ""))));
    }
    all.addAll(decide(at(1_000, input(keyOf(1, key), "s1", "Pass", ""))));
    rules = 2;
    all.addAll(decide(at(1_100, input(key, "too many", "Pass", ""))));
    all.addAll(decide(at(5 + DAY, input(key, "one5", "Pass", ""))));
    all.addAll(decide(at(6 + DAY, input(key, "one5", "Pass", ""))));
    all.addAll(decide(at(1_001 + DAY, input(key, "r1", "Pass", "500"))));
    all.addAll(
        decide(
            at(2_000 + DAY, input(key, "r2", "Pass", "")),
            at(2_001 + DAY, input(key, "r1", "Pass", "500"))));
    all.addAll(
        decide(
            input(keyOf(3), "r9", "Pass", ""),
            input(null, "r8", "Pass", ""),
            input(key, "r7", "Explode", "")));

    for (Outgoing each : all) {
      fold.into(folded, read(each));
    }

    assertThat(StateView.of(folded)).isEqualTo(StateView.of(partition));
  }

  /** The bytes are written out by hand from the definition, the hashes by another program. */
  @Test
  void the_chain_is_the_one_anybody_computes_from_the_definition() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("ce_type", "T".getBytes(UTF_8));
    headers.add("traceparent", "not in it".getBytes(UTF_8));
    headers.add("ce_chain", "nor this".getBytes(UTF_8));
    headers.add("ce_id", "\u00e9".getBytes(UTF_8));
    Hashing hashing = new Hashing();

    byte[] first =
        hashing.chain(
            Hashing.GENESIS,
            "t".getBytes(UTF_8),
            258,
            "k".getBytes(UTF_8),
            1_000,
            headers,
            "{}".getBytes(UTF_8));
    byte[] second =
        hashing.chain(first, "t".getBytes(UTF_8), 258, null, -1, new RecordHeaders(), new byte[0]);

    HexFormat hex = HexFormat.of();
    assertThat(hex.formatHex(first))
        .isEqualTo("378f68c82624a938199dd5b9e534af38c969e85a350a596a5d538e3caa2ca1ec");
    assertThat(hex.formatHex(second))
        .isEqualTo("b5cd97b775d432d9c88125af27ac89a36903ea84b283039be7ce839394aeac26");
  }

  @Test
  void a_changed_byte_breaks_the_chain() {
    fact(key, "Opened", "");
    Outgoing first = decide(key, "r1", "Pass", "").get(0);
    ProducerRecord<byte[], byte[]> record = first.record();

    byte[] head = firstHead(record);
    record.value()[0]++;
    byte[] forged = firstHead(record);

    assertThat(header(first, "ce_chain")).isEqualTo(HexFormat.of().formatHex(head));
    assertThat(forged).isNotEqualTo(head);
  }

  private static byte[] firstHead(ProducerRecord<byte[], byte[]> record) {
    return new Hashing()
        .chain(
            Hashing.GENESIS,
            record.topic().getBytes(UTF_8),
            record.partition(),
            record.key(),
            record.timestamp(),
            record.headers(),
            record.value());
  }

  // Given, when.

  private void fact(String key, String type, String body) {
    long offset = factEnds.merge("gate-events", 1L, Long::sum) - 1;
    fold.into(partition, raw("gate-events", 1, offset, 0, key, type, "", body));
  }

  private List<Outgoing> decide(String key, String id, String type, String body) {
    return decide(input(key, id, type, body));
  }

  @SafeVarargs
  private List<Outgoing> decide(ConsumerRecord<byte[], byte[]>... inputs) {
    Overlay<Gate.State> overlay = new Overlay<>(partition, rules);
    List<Outgoing> out = judged(overlay, inputs);
    overlay.commit();
    return out;
  }

  @SafeVarargs
  private List<Outgoing> judged(
      Overlay<Gate.State> overlay, ConsumerRecord<byte[], byte[]>... inputs) {
    List<Outgoing> out = new ArrayList<>();
    byte[] observed =
        ("gate-events/1@"
                + partition.position("gate-events")
                + " tariff-events/0@"
                + shared.position())
            .getBytes(UTF_8);
    for (ConsumerRecord<byte[], byte[]> input : inputs) {
      handler.decide(new FrozenState<>(overlay, shared, observed, unwritable), input, out::add);
    }
    return out;
  }

  private ConsumerRecord<byte[], byte[]> input(String key, String id, String type, String body) {
    return raw("pass-requests", 1, nextInput++, 0, key, type, id, body);
  }

  private static ConsumerRecord<byte[], byte[]> at(long millis, ConsumerRecord<byte[], byte[]> r) {
    return new ConsumerRecord<>(
        r.topic(),
        r.partition(),
        r.offset(),
        millis,
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        r.key(),
        r.value(),
        r.headers(),
        Optional.empty());
  }

  private static ConsumerRecord<byte[], byte[]> raw(
      String topic,
      int partition,
      long offset,
      long time,
      String key,
      String type,
      String id,
      String body) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("ce_type", type.getBytes(UTF_8));
    if (!id.isEmpty()) {
      headers.add("ce_id", id.getBytes(UTF_8));
    }
    return new ConsumerRecord<>(
        topic,
        partition,
        offset,
        time,
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        key == null ? null : key.getBytes(UTF_8),
        body.getBytes(UTF_8),
        headers,
        Optional.empty());
  }

  private static ConsumerRecord<byte[], byte[]> read(Outgoing out) {
    ProducerRecord<byte[], byte[]> r = out.record();
    return new ConsumerRecord<>(
        r.topic(),
        r.partition(),
        out.expectedOffset(),
        r.timestamp(),
        TimestampType.CREATE_TIME,
        0,
        0,
        r.key(),
        r.value(),
        r.headers(),
        Optional.empty());
  }

  private static List<Outgoing> events(List<Outgoing> out) {
    return out.stream().filter(o -> o.record().topic().equals("pass-events")).toList();
  }

  private static String type(Outgoing out) {
    return new LogRecord(read(out)).type();
  }

  private static String body(Outgoing out) {
    return new String(out.record().value(), UTF_8);
  }

  private static String header(Outgoing out, String name) {
    return new LogRecord(read(out)).header(name).orElse("");
  }

  private static String keyOf(int partition, String... but) {
    for (int i = 0; ; i++) {
      String key = "gate-" + i;
      if (KeyPartitioner.partition(key.getBytes(UTF_8), PARTITIONS) == partition
          && !List.of(but).contains(key)) {
        return key;
      }
    }
  }
}
