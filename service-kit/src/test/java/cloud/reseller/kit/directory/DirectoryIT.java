package cloud.reseller.kit.directory;

import static cloud.reseller.events.DirectoryAnswer.Outcome.DONE;
import static cloud.reseller.events.DirectoryAnswer.Outcome.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.reseller.events.Actor;
import cloud.reseller.events.DirectoryAnswer.Outcome;
import cloud.reseller.events.DirectoryUser;
import cloud.reseller.kit.RealParts;
import cloud.reseller.kit.wiring.LogRuntime;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances of the service that write people at the same time. */
@QuarkusTest
@WithTestResource(RealParts.class)
class DirectoryIT {

  @Inject Directory here;
  @Inject LogRuntime log;
  @Inject DirectoryRecords records;
  @Inject DirectoryRows rows;

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  private DirectoryWriter otherWriter;
  private Directory there;

  @BeforeEach
  void another_instance() {
    otherWriter = new DirectoryWriter(log, "kit", kafka);
    there = new Directory(otherWriter, records, rows);
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

      assertThat(rows.has(tenant, person.id())).isFalse();
    }
  }

  @Test
  void an_instance_that_begins_anew_knows_what_was_answered() {
    String tenant = id();
    DirectoryUser person = person(tenant, id());
    DirectoryRequest request = request(tenant);
    assertThat(there.add(person, Optional.of(request))).isEqualTo(DONE);
    otherWriter.close();

    assertThat(there.answered(request)).contains(DONE);
    assertThat(there.answered(request(tenant))).isEmpty();
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
