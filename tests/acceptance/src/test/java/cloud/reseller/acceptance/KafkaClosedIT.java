package cloud.reseller.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Services as shipped, on a log where they have too many rights or are unknown. */
class KafkaClosedIT {

  private static final Duration SOON = Duration.ofMinutes(1);

  private static House house;

  @BeforeAll
  static void start() {
    house = House.of(KafkaClosedIT.class, Service.BILLING);
  }

  @AfterAll
  static void stop() {
    house.close();
  }

  @Test
  void a_service_that_may_write_what_is_not_its_own_ends_and_says_why() throws Exception {
    AclBinding tooMuch =
        new AclBinding(
            new ResourcePattern(ResourceType.TOPIC, "permission-", PatternType.PREFIXED),
            new AccessControlEntry(
                "User:billing-service", "*", AclOperation.WRITE, AclPermissionType.ALLOW));
    Instance second = house.another(Service.BILLING, 1);
    try (Admin admin = Admin.create(house.superUser(Map.of()))) {
      admin.createAcls(List.of(tooMuch)).all().get();
      await().until(() -> !admin.describeAcls(tooMuch.toFilter()).values().get().isEmpty());
      try {
        ends(
            second,
            "User:billing-service may Write topic permission-events, which is not its own: remove"
                + " the ACL that allows Write on topic permission-events");
      } finally {
        admin.deleteAcls(List.of(tooMuch.toFilter())).all().get();
      }
      await().until(() -> admin.describeAcls(tooMuch.toFilter()).values().get().isEmpty());
    }
    second.start().awaitReady();
  }

  @Test
  void a_service_that_comes_as_another_ends_and_says_why() throws Exception {
    Map<String, String> portal =
        Map.of("kafka.sasl.jaas.config", house.portal().get("sasl.jaas.config").toString());

    ends(
        house.another(Service.BILLING, 2, portal),
        "User:portal may Write topic purchase-requests, which is not its own");
  }

  @Test
  void a_service_without_a_login_ends_and_says_why() throws Exception {
    ends(
        house.another(Service.BILLING, 3, Map.of("kafka.security.protocol", "PLAINTEXT")),
        "kafka.security.protocol is PLAINTEXT, wanted SASL_SSL");
  }

  private static void ends(Instance instance, String why) throws Exception {
    instance.start();
    await().atMost(SOON).until(() -> !instance.runs());
    assertThat(Files.readString(instance.log())).contains(why);
  }
}
