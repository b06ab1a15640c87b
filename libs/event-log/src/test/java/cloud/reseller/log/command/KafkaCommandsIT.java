package cloud.reseller.log.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cloud.reseller.log.LogRecord;
import cloud.reseller.log.Position;
import cloud.reseller.log.command.Answer.Decided;
import cloud.reseller.log.command.Answer.Unavailable;
import cloud.reseller.log.command.Answer.Unknown;
import cloud.reseller.log.topics.Topic;
import cloud.reseller.log.topics.TopicsStep;
import cloud.reseller.testing.Infrastructure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaCommandsIT {

  /** A busy machine is no reason to fail. */
  private static final Duration PATIENT = Duration.ofSeconds(20);

  private static final Duration IMPATIENT = Duration.ofSeconds(4);
  private static final Views AT_ONCE = (outcome, limit) -> true;

  private final String suffix = UUID.randomUUID().toString();
  private final Topic commands = Topic.input("commands-" + suffix, 3);
  private final Topic events = Topic.events("events-" + suffix, 3);
  private final List<AutoCloseable> open = new ArrayList<>();
  private final MeterRegistry meters = new SimpleMeterRegistry();

  @BeforeEach
  void prepare() {
    try (Admin admin = Admin.create(kafka())) {
      new TopicsStep(admin).createMissing(List.of(commands, events));
    }
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
  }

  @Test
  void a_command_is_answered_by_its_outcome() throws Exception {
    decider();
    Commands gateway = commands(AT_ONCE);
    LogRecord outcome = decided(gateway.submit(command("customer", "id-1", "buy")));
    assertThat(outcome.type()).isEqualTo("Echoed.v1");
    assertThat(outcome.key()).contains("customer");
    assertThat(text(outcome)).isEqualTo("buy");
    assertThat(outcome.header("ce_correlationid")).contains("correlation-id-1");
    assertThat(outcome.header("traceparent")).contains("00-trace-01");
  }

  @Test
  void a_repeat_gets_the_first_answer_on_any_instance() throws Exception {
    decider();
    Commands one = commands(AT_ONCE);
    Commands other = commands(AT_ONCE);
    LogRecord first = decided(one.submit(command("customer", "id-1", "buy")));
    LogRecord repeated = decided(other.submit(command("customer", "id-1", "buy")));
    assertThat(repeated.position()).isEqualTo(first.position());
    assertThat(text(repeated)).isEqualTo("buy");
  }

  @Test
  void two_bodies_under_one_id_at_the_same_time_get_each_its_own_answer() throws Exception {
    decider();
    Commands gateway = commands(AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 20; round++) {
        String id = "id-" + round;
        List<Callable<LogRecord>> tries =
            List.of(
                () -> decided(gateway.submit(command("customer", id, "this"))),
                () -> decided(gateway.submit(command("customer", id, "that"))));
        List<LogRecord> answers = new ArrayList<>();
        for (Future<LogRecord> one : threads.invokeAll(tries)) {
          answers.add(one.get());
        }
        // One of them was first; the other is told that the id is taken.
        assertThat(answers)
            .extracting(LogRecord::type)
            .containsExactlyInAnyOrder("Echoed.v1", "Reused.v1");
        assertThat(text(answers.get(0))).isEqualTo("this");
        assertThat(text(answers.get(1))).isEqualTo("that");
      }
    }
  }

  @Test
  void many_at_once_get_each_its_own_answer() throws Exception {
    decider();
    Commands gateway = commands(AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> answers =
          IntStream.range(0, 300)
              .mapToObj(
                  i ->
                      threads.submit(
                          () ->
                              text(
                                  decided(gateway.submit(command("c" + i % 7, "n" + i, "b" + i))))))
              .toList();
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get()).isEqualTo("b" + i);
      }
    }
  }

  @Test
  void without_an_outcome_in_time_the_answer_is_unknown() throws Exception {
    Commands impatient =
        commands(settings(kafka(), commands.name(), IMPATIENT), reader(kafka()), AT_ONCE);
    assertThat(impatient.submit(command("customer", "id-1", "buy"))).isInstanceOf(Unknown.class);
    assertThat(meters.get("command.answer").tag("answer", "unknown").timer().count()).isOne();
  }

  @Test
  void an_answer_after_unknown_comes_under_the_same_id() throws Exception {
    Commands impatient =
        commands(settings(kafka(), commands.name(), IMPATIENT), reader(kafka()), AT_ONCE);
    assertThat(impatient.submit(command("customer", "id-1", "buy"))).isInstanceOf(Unknown.class);
    decider();
    Commands patient = commands(AT_ONCE);
    LogRecord outcome = decided(patient.submit(command("customer", "id-1", "buy")));
    assertThat(outcome.type()).isEqualTo("Echoed.v1");
    assertThat(text(outcome)).isEqualTo("buy");
  }

  @Test
  void a_log_that_does_not_take_the_command_is_unavailable() throws Exception {
    BroadcastReader reader = reader(kafka());
    Commands gateway =
        commands(settings(kafka(), "no-such-topic-" + suffix, IMPATIENT), reader, AT_ONCE);
    assertThat(gateway.submit(command("customer", "id-1", "buy"))).isInstanceOf(Unavailable.class);
  }

  @Test
  void a_log_that_was_never_reached_is_unavailable_at_once() {
    Map<String, Object> nowhere = Map.of("bootstrap.servers", "localhost:1");
    BroadcastReader reader = new BroadcastReader(nowhere, events.name());
    open.add(reader);
    reader.start();
    Commands gateway = commands(settings(nowhere, commands.name(), IMPATIENT), reader, AT_ONCE);
    assertThat(gateway.submit(command("customer", "id-1", "buy"))).isInstanceOf(Unavailable.class);
    await().until(() -> reader.trouble().isPresent());
  }

  @Test
  void outcomes_are_seen_after_the_broker_crashed() throws Exception {
    decider();
    Commands gateway = commands(AT_ONCE);
    decided(gateway.submit(command("customer", "id-1", "before")));
    Infrastructure.shared().crashKafka();
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> gateway.submit(command("customer", "id-2", "after")) instanceof Decided);
  }

  @Test
  void a_view_that_is_late_is_counted_and_does_not_hold_the_answer() throws Exception {
    decider();
    List<Position> asked = new ArrayList<>();
    Commands gateway =
        commands(
            (outcome, limit) -> {
              asked.add(outcome);
              return false;
            });
    LogRecord outcome = decided(gateway.submit(command("customer", "id-1", "buy")));
    assertThat(asked).containsExactly(outcome.position());
    assertThat(meters.get("command.view.late").counter().count()).isOne();
  }

  @Test
  void a_command_larger_than_an_input_may_be_is_the_callers_fault() throws Exception {
    Commands gateway = commands(AT_ONCE);
    assertThatThrownBy(
            () -> gateway.submit(command("customer", "id-1", "x".repeat(Topic.MAX_INPUT_BYTES))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("262144 bytes");
  }

  @Test
  void a_reader_that_died_says_so_and_no_command_is_taken_any_more() throws Exception {
    decider();
    Map<String, Object> deadly =
        Infrastructure.shared().kafka(Map.of("interceptor.classes", Deadly.class.getName()));
    BroadcastReader reader = reader(deadly);
    Commands gateway = commands(settings(kafka(), commands.name(), IMPATIENT), reader, AT_ONCE);

    assertThat(gateway.submit(command("customer", "id-1", "buy"))).isInstanceOf(Unknown.class);

    await().until(() -> !reader.ready());
    assertThat(reader.trouble().orElseThrow())
        .startsWith(events.name() + " is no longer read, restart the service: ")
        .contains("LinkageError");
    assertThat(gateway.submit(command("customer", "id-2", "buy"))).isInstanceOf(Unavailable.class);
  }

  /** Throws an error at the first record that is read. */
  public static final class Deadly implements ConsumerInterceptor<byte[], byte[]> {

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
      throw new LinkageError("deadly");
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public void close() {}
  }

  private static Map<String, Object> kafka() {
    return Infrastructure.shared().kafka();
  }

  private void decider() {
    open.add(new EchoDecider(kafka(), commands.name(), events.name()));
  }

  private Commands commands(Views views) throws Exception {
    return commands(settings(kafka(), commands.name(), PATIENT), reader(kafka()), views);
  }

  private Commands commands(CommandSettings settings, BroadcastReader reader, Views views) {
    KafkaCommands gateway =
        new KafkaCommands(settings, reader, views, EchoDecider::firstOutcome, meters);
    open.add(gateway);
    return gateway;
  }

  private static CommandSettings settings(
      Map<String, Object> kafka, String topic, Duration outcomeWithin) {
    return new CommandSettings(kafka, topic, "/test", outcomeWithin, Duration.ofMillis(100));
  }

  private BroadcastReader reader(Map<String, Object> kafka) {
    BroadcastReader reader = new BroadcastReader(kafka, events.name());
    open.add(reader);
    reader.start();
    await().until(reader::ready);
    return reader;
  }

  private static Command command(String key, String id, String body) {
    return new Command(
        key, id, "Echo.v1", body.getBytes(UTF_8), "correlation-" + id, "00-trace-01");
  }

  private static LogRecord decided(Answer answer) {
    assertThat(answer).isInstanceOf(Decided.class);
    return ((Decided) answer).outcome();
  }

  private static String text(LogRecord record) {
    return new String(record.body().orElseThrow(), UTF_8);
  }
}
