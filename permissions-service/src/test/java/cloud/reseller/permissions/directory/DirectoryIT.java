package cloud.reseller.permissions.directory;

import static cloud.reseller.events.DirectoryAnswer.Outcome.DONE;
import static cloud.reseller.events.DirectoryAnswer.Outcome.REFUSED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cloud.reseller.events.Actor;
import cloud.reseller.events.DirectoryAnswer.Outcome;
import cloud.reseller.events.DirectoryUser;
import cloud.reseller.events.EventJson;
import cloud.reseller.kit.directory.DirectoryRecords;
import cloud.reseller.kit.directory.DirectoryRows;
import cloud.reseller.kit.publicapi.ProblemException;
import cloud.reseller.kit.runtime.LogRuntime;
import cloud.reseller.testing.CommittedLog;
import cloud.reseller.testing.RealParts;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances of the service that write people at the same time. */
@QuarkusTest
@RealParts
class DirectoryIT {

  private static final String SERVICE = "permissions-service";

  @Inject Directory here;
  @Inject LogRuntime log;
  @Inject DirectoryRecords records;
  @Inject DirectoryRows rows;
  @Inject DirectoryReaders readers;
  @Inject DirectoryUpkeep upkeep;

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  @ConfigProperty(name = "reseller.partitions")
  int partitions;

  private DirectoryWriter otherWriter;
  private Directory there;

  @BeforeEach
  void another_instance() {
    otherWriter = new DirectoryWriter(log, SERVICE, kafka);
    there = new Directory(otherWriter, records, rows, readers);
  }

  @AfterEach
  void close() {
    otherWriter.close();
  }

  @Test
  void a_name_is_one_persons_whichever_instance_is_asked() throws Exception {
    for (int round = 0; round < 20; round++) {
      String tenant = id();
      assertThat(
              atOnce(
                  () -> here.add(person(tenant, id()), Optional.empty()),
                  () -> there.add(person(tenant, id()), Optional.empty())))
          .containsExactlyInAnyOrder(DONE, REFUSED);
    }
  }

  @Test
  void a_retry_at_the_other_instance_meets_its_first_try() throws Exception {
    for (int round = 0; round < 20; round++) {
      String tenant = id();
      DirectoryUser person = person(tenant, id());
      Optional<DirectoryRequest> request = Optional.of(request(tenant));
      assertThat(atOnce(() -> here.add(person, request), () -> there.add(person, request)))
          .containsOnly(DONE);
      assertThat(there.erase(tenant, person.id(), Optional.empty())).isEqualTo(DONE);

      assertThat(here.add(person, request)).isEqualTo(DONE);

      assertThat(rows.keys(tenant, Actor.Side.CUSTOMER, person.id())).isEmpty();
    }
  }

  @Test
  void a_restarted_instance_knows_what_was_answered() {
    String tenant = id();
    DirectoryUser person = person(tenant, id());
    DirectoryRequest request = request(tenant);
    assertThat(there.add(person, Optional.of(request))).isEqualTo(DONE);
    otherWriter.close();

    assertThat(there.answered(request)).contains(DONE);
    assertThat(there.answered(request(tenant))).isEmpty();
  }

  @Test
  void an_object_id_and_a_sign_in_name_are_a_tenants_own() throws Exception {
    DirectoryUser ours = person(id(), id());
    DirectoryUser theirs =
        new DirectoryUser(
            ours.id(), id(), Actor.Side.CUSTOMER, ours.userPrincipalName(), "Kim of another");

    assertThat(here.add(ours, Optional.empty())).isEqualTo(DONE);
    assertThat(here.add(theirs, Optional.empty())).isEqualTo(DONE);
    assertThat(List.of(ours, theirs)).allMatch(rows::has);

    assertThat(here.erase(theirs.tenantId(), theirs.id(), Optional.empty())).isEqualTo(DONE);
    assertThat(rows.has(ours)).isTrue();
    assertThat(rows.has(theirs)).isFalse();
    assertThat(here.erase(theirs.tenantId(), theirs.id(), Optional.empty())).isEqualTo(REFUSED);
  }

  @Test
  void within_a_tenant_an_id_is_one_persons() {
    DirectoryUser kim = person(id(), id());
    here.add(kim, Optional.empty());
    DirectoryUser mallory =
        new DirectoryUser(
            kim.id(), kim.tenantId(), kim.side(), "mallory@contoso.example", "Mallory");

    assertThat(here.add(mallory, Optional.empty())).isEqualTo(REFUSED);
    assertThat(rows.has(kim)).isTrue();
  }

  @Test
  void a_record_under_the_object_id_only_counts_until_it_is_rewritten_or_erased() throws Exception {
    DirectoryUser earlier = person(id(), id());
    write(earlier.id(), earlier);
    await().atMost(Duration.ofSeconds(30)).until(() -> rows.has(earlier));

    DirectoryUser theirs = person(id(), earlier.id());
    assertThat(here.add(theirs, Optional.empty())).isEqualTo(DONE);
    assertThat(rows.has(earlier)).isTrue();

    DirectoryUser renamed =
        new DirectoryUser(
            earlier.id(), earlier.tenantId(), earlier.side(), earlier.userPrincipalName(), "Kim S");
    assertThat(here.add(renamed, Optional.empty())).isEqualTo(DONE);
    assertThat(rows.has(renamed)).isTrue();
    assertThat(rows.has(earlier)).isFalse();

    assertThat(here.erase(earlier.tenantId(), earlier.id(), Optional.empty())).isEqualTo(DONE);
    assertThat(rows.keys(earlier.tenantId(), Actor.Side.CUSTOMER, earlier.id())).isEmpty();
    assertThat(rows.has(theirs)).isTrue();
  }

  @Test
  void an_agent_who_was_erased_does_not_come_back_by_calling_but_by_being_added() {
    DirectoryUser ada = agent(id(), id());
    assertThat(here.add(ada, Optional.empty())).isEqualTo(DONE);

    assertThat(here.eraseAgent(ada.tenantId(), ada.id(), Optional.empty())).isEqualTo(DONE);
    assertThat(rows.has(ada)).isFalse();
    assertThat(rows.isErased(ada)).isTrue();
    assertThat(here.eraseAgent(ada.tenantId(), ada.id(), Optional.empty())).isEqualTo(DONE);
    assertThat(there.eraseAgentAnywhere(ada.id(), Optional.empty())).isEqualTo(DONE);
    assertThat(here.eraseAgent(id(), ada.id(), Optional.empty()))
        .as("another partner learns nothing")
        .isEqualTo(REFUSED);

    assertThat(there.add(ada, Optional.empty())).isEqualTo(DONE);
    assertThat(rows.has(ada)).isTrue();
    assertThat(rows.isErased(ada)).isFalse();
  }

  @Test
  void a_record_in_flight_when_its_agent_was_erased_is_never_shown_and_is_removed()
      throws Exception {
    DirectoryUser ada = agent(id(), id());
    here.add(ada, Optional.empty());
    here.eraseAgent(ada.tenantId(), ada.id(), Optional.empty());

    write(ada.key(), ada);

    await().atMost(Duration.ofSeconds(30)).until(() -> rows.leftOver().contains(ada.key()));
    assertThat(rows.keys(ada.tenantId(), Actor.Side.PARTNER, ada.id())).isEmpty();
    upkeep.takeOut();
    assertThat(rows.leftOver()).doesNotContain(ada.key());
    assertThat(rows.keys(ada.tenantId(), Actor.Side.PARTNER, ada.id())).isEmpty();
    assertThat(newest(ada.key())).isEmpty();
  }

  @Test
  void a_partner_erases_its_own_agents_and_operations_everybodys() {
    DirectoryUser ours = agent(id(), id());
    DirectoryUser theirs = agent(id(), ours.id());
    here.add(ours, Optional.empty());
    here.add(theirs, Optional.empty());

    assertThat(here.eraseAgent(id(), ours.id(), Optional.empty())).isEqualTo(REFUSED);
    assertThat(here.eraseAgent(ours.tenantId(), ours.id(), Optional.empty())).isEqualTo(DONE);
    assertThat(rows.has(theirs)).isTrue();
    here.add(ours, Optional.empty());

    DirectoryRequest request = request(ours.id());
    assertThat(here.eraseAgentAnywhere(ours.id(), Optional.of(request))).isEqualTo(DONE);
    assertThat(List.of(ours, theirs)).noneMatch(rows::has).allMatch(rows::isErased);
    assertThat(there.eraseAgentAnywhere(ours.id(), Optional.of(request))).isEqualTo(DONE);
    assertThat(here.eraseAgentAnywhere(id(), Optional.empty())).isEqualTo(REFUSED);
  }

  @Test
  void whoever_erases_one_agent_at_once_has_erased_it() throws Exception {
    for (int round = 0; round < 10; round++) {
      DirectoryUser ada = agent(id(), id());
      here.add(ada, Optional.empty());
      assertThat(
              atOnce(
                  () -> here.eraseAgent(ada.tenantId(), ada.id(), Optional.empty()),
                  () -> there.eraseAgent(ada.tenantId(), ada.id(), Optional.empty())))
          .containsOnly(DONE);
    }
  }

  @Test
  void an_agent_is_no_person_of_a_customer_and_keeps_the_id_from_being_one() {
    DirectoryUser ada = agent(id(), id());
    here.add(ada, Optional.empty());
    DirectoryUser user =
        new DirectoryUser(
            ada.id(),
            ada.tenantId(),
            Actor.Side.CUSTOMER,
            ada.userPrincipalName(),
            ada.displayName());

    assertThat(here.add(user, Optional.empty())).isEqualTo(REFUSED);
    assertThat(here.has(ada.tenantId(), ada.id())).isFalse();
    assertThat(here.erase(ada.tenantId(), ada.id(), Optional.empty())).isEqualTo(REFUSED);
    assertThat(rows.has(ada)).isTrue();
  }

  @Test
  void a_person_of_a_customer_is_no_agent() {
    DirectoryUser kim = person(id(), id());
    here.add(kim, Optional.empty());

    assertThat(here.eraseAgent(kim.tenantId(), kim.id(), Optional.empty())).isEqualTo(REFUSED);
    assertThat(here.eraseAgentAnywhere(kim.id(), Optional.empty())).isEqualTo(REFUSED);
    assertThat(rows.has(kim)).isTrue();
  }

  @Test
  void an_unsuccessful_erasure_writes_nothing() {
    DirectoryRequest request = request(id());

    assertThat(here.eraseAgent(id(), id(), Optional.of(request))).isEqualTo(REFUSED);

    assertThat(here.answered(request)).isEmpty();
  }

  @Test
  void an_erasure_has_ended_when_every_service_that_shows_people_has_followed() throws Exception {
    DirectoryUser ada = agent(id(), id());
    DirectoryReaders two =
        new DirectoryReaders(
            Optional.of(List.of(SERVICE, "another")), Duration.ofMillis(500), partitions, kafka);
    Directory waiting = new Directory(otherWriter, records, rows, two);
    Optional<DirectoryRequest> request = Optional.of(request(ada.tenantId()));
    waiting.add(ada, Optional.empty());

    assertThatThrownBy(() -> waiting.eraseAgent(ada.tenantId(), ada.id(), request))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.code()).isEqualTo("ErasureNotSeen");
              assertThat(problem.problem(SERVICE).data()).containsExactly("another");
            });
    assertThat(rows.has(ada)).as("erased all the same").isFalse();

    follow("another-directory");
    assertThat(waiting.eraseAgent(ada.tenantId(), ada.id(), request)).isEqualTo(DONE);
    two.close();
  }

  /** What a service does that has read everything. */
  private void follow(String group) throws Exception {
    try (Admin admin = Admin.create(kafka)) {
      Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
      for (int partition = 0; partition < partitions; partition++) {
        asked.put(new TopicPartition("directory", partition), OffsetSpec.latest());
      }
      Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
      admin
          .listOffsets(asked)
          .all()
          .get()
          .forEach((partition, end) -> read.put(partition, new OffsetAndMetadata(end.offset())));
      admin.alterConsumerGroupOffsets(group, read).all().get();
    }
  }

  private static DirectoryUser agent(String tenant, String id) {
    return new DirectoryUser(id, tenant, Actor.Side.PARTNER, "ada@" + tenant + ".example", "Ada");
  }

  /** The body of the newest record of a key; empty for a tombstone. */
  private Optional<byte[]> newest(String key) {
    Optional<byte[]> newest = Optional.empty();
    for (ConsumerRecord<byte[], byte[]> record : CommittedLog.read(kafka, "directory")) {
      if (new String(record.key(), UTF_8).equals(key)) {
        newest = Optional.ofNullable(record.value());
      }
    }
    return newest;
  }

  /** As a release before would have written it. */
  private void write(String key, DirectoryUser person) throws Exception {
    var record =
        new ProducerRecord<byte[], byte[]>(
            "directory", key.getBytes(UTF_8), EventJson.write(person));
    record.headers().add("ce_type", EventJson.typeName(person).getBytes(UTF_8));
    try (var producer =
        new KafkaProducer<byte[], byte[]>(DirectoryRecords.producerSettings(kafka))) {
      producer.send(record).get();
    }
  }

  private static List<Outcome> atOnce(Callable<Outcome> one, Callable<Outcome> other)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> asked : threads.invokeAll(List.of(one, other))) {
        outcomes.add(asked.get());
      }
      return outcomes;
    }
  }

  private static DirectoryRequest request(String tenant) {
    return DirectoryRequest.of(tenant, id(), "agent", "add");
  }

  private static DirectoryUser person(String tenant, String id) {
    return new DirectoryUser(id, tenant, Actor.Side.CUSTOMER, "kim@contoso.example", "Kim Lee");
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
