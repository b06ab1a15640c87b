package cloud.reseller.kit.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cloud.reseller.events.Actor;
import cloud.reseller.events.DirectoryUser;
import cloud.reseller.kit.RealParts;
import cloud.reseller.kit.caller.AgentCalled;
import cloud.reseller.topics.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several services called by the same agent. */
@QuarkusTest
@WithTestResource(RealParts.class)
class AgentRecorderIT {

  private static final String PARTNER = UUID.randomUUID().toString();

  /** One more character than a form takes. */
  private static final String LONG =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
          + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
          + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
          + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
          + "0";

  @Inject DirectoryRecords records;
  @Inject DirectoryRows rows;
  @Inject WrittenDirectory directory;
  @Inject MeterRegistry metrics;

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  private AgentRecorder one;
  private AgentRecorder other;

  @BeforeEach
  void two_services() {
    one = recording(true, true);
    other = recording(true, true);
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  @Test
  void an_agent_is_recorded_once_and_again_under_a_new_name() {
    String id = UUID.randomUUID().toString();
    DirectoryUser kim = agent(id, "Kim Lee");
    recorded(one, kim);

    // Calls are recorded in their order: once the next one is there, the one before is done with.
    other.record(new AgentCalled(kim));
    recorded(other, agent(UUID.randomUUID().toString(), "Next"));
    assertThat(records(DirectoryUser.key(PARTNER, id))).isEqualTo(1);

    recorded(other, agent(id, "Kim Lee-Stone"));
    assertThat(records(DirectoryUser.key(PARTNER, id))).isEqualTo(2);
  }

  @Test
  void an_agent_who_was_erased_is_not_recorded_again_whoever_is_called() {
    DirectoryUser kim = agent(UUID.randomUUID().toString(), "Kim Lee");
    recorded(one, kim);
    directory.eraseAgent(PARTNER, kim.id());
    await().atMost(Duration.ofSeconds(30)).until(() -> rows.isErased(kim) && !rows.has(kim));

    // Another service, and one that was started since, know nothing of the agent but the rows.
    for (AgentRecorder service : List.of(other, recording(true, true))) {
      service.record(new AgentCalled(kim));
      recorded(service, agent(UUID.randomUUID().toString(), "Next"));
      assertThat(rows.has(kim)).isFalse();
    }
    assertThat(records(kim.key())).as("the record and its tombstone").isEqualTo(2);

    directory.addAgain(kim);
    await().atMost(Duration.ofSeconds(30)).until(() -> rows.has(kim) && !rows.isErased(kim));
    recorded(other, agent(kim.id(), "Kim Lee-Stone"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "Kim\u0000Lee",
        "Kim\nLee",
        "Kim\u202eeeL",
        "Kim\u200bLee",
        "half\ud800",
        LONG,
      })
  void names_that_no_form_would_take_are_not_kept(String name) {
    String id = UUID.randomUUID().toString();

    one.record(new AgentCalled(new DirectoryUser(id, PARTNER, Actor.Side.PARTNER, name, name)));
    awaitRow(new DirectoryUser(id, PARTNER, Actor.Side.PARTNER, id, id));

    one.record(
        new AgentCalled(new DirectoryUser(id, PARTNER, Actor.Side.PARTNER, " " + id + "@x", name)));
    awaitRow(new DirectoryUser(id, PARTNER, Actor.Side.PARTNER, id + "@x", id + "@x"));
  }

  @Test
  void a_sign_in_name_that_is_anothers_is_not_kept_until_it_is_free() {
    DirectoryUser kim = agent(UUID.randomUUID().toString(), "Kim Lee");
    recorded(one, kim);
    DirectoryUser lee =
        new DirectoryUser(
            UUID.randomUUID().toString(),
            PARTNER,
            Actor.Side.PARTNER,
            kim.userPrincipalName().toUpperCase(Locale.ROOT),
            "Lee");
    double before = unnamed();

    one.record(new AgentCalled(lee));
    awaitRow(new DirectoryUser(lee.id(), PARTNER, Actor.Side.PARTNER, lee.id(), "Lee"));
    assertThat(rows.has(kim)).isTrue();
    assertThat(rows.isTaken(kim)).as("can be added again").isFalse();
    assertThat(unnamed()).isEqualTo(before + 1);

    directory.eraseAgent(PARTNER, kim.id());
    await().atMost(Duration.ofSeconds(30)).until(() -> !rows.has(kim));
    recorded(one, lee);
  }

  @Test
  void an_agent_takes_no_id_of_a_customers_user() {
    DirectoryUser user =
        new DirectoryUser(
            UUID.randomUUID().toString(), PARTNER, Actor.Side.CUSTOMER, "kim@x.example", "Kim");
    directory.add(user);
    awaitRow(user);

    one.record(new AgentCalled(agent(user.id(), "Kim Lee")));
    recorded(one, agent(UUID.randomUUID().toString(), "Next"));

    assertThat(rows.has(user)).isTrue();
    assertThat(metrics.counter("directory.agents.unrecorded").count()).isPositive();
    directory.erase(user);
  }

  private double unnamed() {
    return metrics.counter("directory.agents.unnamed").count();
  }

  @Test
  void who_does_not_record_writes_nobody() {
    AgentRecorder silent = recording(false, false);
    DirectoryUser kim = agent(UUID.randomUUID().toString(), "Kim Lee");
    silent.record(new AgentCalled(kim));
    silent.close();
    recorded(one, agent(UUID.randomUUID().toString(), "Next"));
    assertThat(records(kim.key())).isZero();
  }

  @Test
  void recording_needs_the_rows_and_a_service_without_both_starts() {
    assertThatThrownBy(() -> recording(true, false).verify(new StartupEvent()))
        .hasMessageContaining("reseller.directory.read=true");
    assertThatCode(() -> recording(false, false).verify(new StartupEvent()))
        .doesNotThrowAnyException();
  }

  private AgentRecorder recording(boolean recording, boolean reading) {
    return new AgentRecorder(recording, reading, records, rows, metrics, kafka);
  }

  private void recorded(AgentRecorder service, DirectoryUser agent) {
    service.record(new AgentCalled(agent));
    awaitRow(agent);
  }

  private void awaitRow(DirectoryUser agent) {
    await().atMost(Duration.ofSeconds(30)).until(() -> rows.has(agent));
  }

  private static DirectoryUser agent(String id, String name) {
    return new DirectoryUser(
        id, PARTNER, Actor.Side.PARTNER, name + "-" + id + "@partner.example", name);
  }

  /** How many records of a key stand in the topic. */
  private long records(String key) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("enable.auto.commit", false);
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(Topics.DIRECTORY).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      long found = 0;
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          found += new String(record.key(), UTF_8).equals(key) ? 1 : 0;
        }
      }
      return found;
    }
  }
}
