package cloud.reseller.log.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cloud.reseller.testing.Infrastructure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccessCheckIT {

  private static final Infrastructure PARTS = Infrastructure.shared();

  private final String suffix = UUID.randomUUID().toString();
  private final String service = "shop-" + suffix;
  private final String own = "orders-" + suffix;
  private final String read = "prices-" + suffix;
  private final String others = "invoices-" + suffix;
  private final List<AclBinding> given = new ArrayList<>();
  private Admin superUser;
  private Map<String, Object> login;
  private Admin admin;

  @BeforeEach
  void a_service_that_may_do_what_it_needs() {
    superUser = Admin.create(PARTS.kafka());
    new TopicsStep(superUser)
        .createMissing(
            List.of(Topic.events(own, 1), Topic.events(read, 1), Topic.events(others, 1)));
    new AccessStep(superUser).setPasswords(Map.of(service, suffix));
    login =
        PARTS.kafka(
            Map.of(
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\""
                    + service
                    + "\" password=\""
                    + suffix
                    + "\";"));
    admin = Admin.create(login);
    give(AclOperation.READ, topic(own));
    give(AclOperation.WRITE, topic(own));
    give(AclOperation.READ, topic(read));
    give(AclOperation.DESCRIBE_CONFIGS, topic("*"));
  }

  @AfterEach
  void forget() throws Exception {
    admin.close();
    superUser.deleteAcls(given.stream().map(AclBinding::toFilter).toList()).all().get();
    superUser.close();
  }

  @Test
  void who_may_do_what_it_needs_and_no_more_passes() {
    give(AclOperation.DESCRIBE_CONFIGS, cluster());
    give(
        AclOperation.DESCRIBE,
        new ResourcePattern(ResourceType.TRANSACTIONAL_ID, "*", PatternType.LITERAL));

    assertThatCode(this::check).doesNotThrowAnyException();
  }

  @Test
  void reading_more_does_no_harm() {
    give(AclOperation.READ, topic(others));

    assertThatCode(this::check).doesNotThrowAnyException();
  }

  @Test
  void who_may_write_what_is_not_its_own_is_refused() {
    give(AclOperation.WRITE, topic(others));

    assertThatThrownBy(this::check)
        .isInstanceOf(UnfitTopicsException.class)
        .hasMessage(
            "User:%s may Write topic %s, which is not its own: remove the ACL that allows Write on"
                    .formatted(service, others)
                + " topic %s, on a beginning of its name or on every topic".formatted(others));
  }

  @Test
  void who_may_write_what_it_only_reads_is_refused() {
    give(AclOperation.WRITE, topic(read));

    refused("User:" + service + " may Write topic " + read + ", which is not its own");
  }

  @Test
  void a_pattern_gives_too_much_as_well() {
    give(
        AclOperation.WRITE,
        new ResourcePattern(ResourceType.TOPIC, "invoices-", PatternType.PREFIXED));
    refused("User:" + service + " may Write topic " + others + ", which is not its own");
  }

  @Test
  void every_topic_of_the_cluster_is_looked_at() {
    give(AclOperation.WRITE, topic("*"));

    refused("may Write topic " + others + ",", "may Write topic " + read + ",");
  }

  @Test
  void even_its_own_topics_nobody_changes() {
    give(AclOperation.ALL, topic(own));

    refused(
        "may Delete topic " + own + ": remove the ACL that allows Delete on topic " + own,
        "may Alter topic " + own,
        "may AlterConfigs topic " + own,
        "may Create topic " + own);
  }

  @Test
  void what_is_lacking_is_named() {
    assertThatThrownBy(
            () -> new AccessCheck(admin, "User:" + service).verify(List.of(others), List.of(read)))
        .isInstanceOf(UnfitTopicsException.class)
        .hasMessageContaining(
            "User:%s may not Read topic %s, which this service needs: add the ACL that allows Read"
                .formatted(service, others))
        .hasMessageContaining("User:%s may not Write topic %s".formatted(service, read));
  }

  @Test
  void who_may_create_topics_is_refused() {
    give(AclOperation.CREATE, cluster());

    refused("User:" + service + " may Create on the cluster, which no service does");
  }

  @Test
  void who_may_change_the_cluster_is_refused() {
    give(AclOperation.ALTER, cluster());

    refused("User:" + service + " may Alter on the cluster, which no service does");
  }

  @Test
  void the_super_user_is_no_service() {
    assertThatThrownBy(
            () ->
                new AccessCheck(superUser, "User:administrator")
                    .verify(List.of(own, read), List.of(own)))
        .isInstanceOf(UnfitTopicsException.class)
        .hasMessageContaining("User:administrator may Write topic " + others)
        .hasMessageContaining("User:administrator may ClusterAction on the cluster");
  }

  @Test
  void a_missing_topic_is_left_to_the_other_check() {
    String missing = "missing-" + suffix;
    give(AclOperation.READ, topic(missing));

    assertThatCode(
            () ->
                new AccessCheck(admin, "User:" + service)
                    .verify(List.of(own, read, missing), List.of(own)))
        .doesNotThrowAnyException();
  }

  @Test
  void who_may_take_its_own_groups_and_transactional_ids_alone_passes() {
    giveNames(service + "-", PatternType.PREFIXED);
    give(
        AclOperation.DESCRIBE,
        new ResourcePattern(ResourceType.TRANSACTIONAL_ID, "*", PatternType.LITERAL));

    assertThatCode(this::checkOthers).doesNotThrowAnyException();
  }

  @Test
  void who_may_take_those_of_another_or_all_is_refused() {
    String other = "billing-" + suffix;
    giveNames(other + "-", PatternType.PREFIXED);
    assertThatThrownBy(this::checkOthers)
        .isInstanceOf(UnfitTopicsException.class)
        .hasMessageContaining(
            "User:%s may Read group %s-decider, which is not its own".formatted(service, other))
        .hasMessageContaining(
            "User:%s may Write transactional id %s-decider-0, which is not its own: remove the ACL"
                    .formatted(service, other)
                + " that allows Write on it");

    giveNames("*", PatternType.LITERAL);
    assertThatThrownBy(() -> new AccessCheck(admin, "User:shop").verifyOthers(login, List.of()))
        .isInstanceOf(UnfitTopicsException.class)
        .hasMessageContaining("User:shop may Read group ")
        .hasMessageContaining("User:shop may Write transactional id ");
  }

  private void giveNames(String name, PatternType kind) {
    give(AclOperation.READ, new ResourcePattern(ResourceType.GROUP, name, kind));
    give(AclOperation.WRITE, new ResourcePattern(ResourceType.TRANSACTIONAL_ID, name, kind));
  }

  private void checkOthers() {
    new AccessCheck(admin, "User:" + service).verifyOthers(login, List.of("billing-" + suffix));
  }

  @Test
  void a_client_that_does_not_log_in_is_refused() {
    for (Map<String, Object> settings :
        List.of(
            Map.<String, Object>of(),
            Map.<String, Object>of("security.protocol", "PLAINTEXT"),
            Map.<String, Object>of("security.protocol", "plaintext"))) {
      assertThatThrownBy(() -> AccessCheck.verifyLogsIn(settings))
          .isInstanceOf(UnfitTopicsException.class)
          .hasMessageContaining("kafka.security.protocol is ")
          .hasMessageContaining("wanted SASL_SSL");
    }
    assertThatCode(() -> AccessCheck.verifyLogsIn(PARTS.kafka())).doesNotThrowAnyException();
  }

  @Test
  void the_principal_is_that_of_the_login() {
    assertThat(AccessCheck.principal(PARTS.kafka(), "shop")).isEqualTo("User:administrator");
    assertThat(AccessCheck.principal(Map.of(), "shop")).isEqualTo("User:shop");
  }

  private void check() {
    new AccessCheck(admin, "User:" + service).verify(List.of(own, read), List.of(own));
  }

  private void refused(String... told) {
    assertThatThrownBy(this::check).isInstanceOf(UnfitTopicsException.class);
    for (String each : told) {
      assertThatThrownBy(this::check).hasMessageContaining(each);
    }
  }

  private void give(AclOperation operation, ResourcePattern pattern) {
    AclBinding acl =
        new AclBinding(
            pattern,
            new AccessControlEntry("User:" + service, "*", operation, AclPermissionType.ALLOW));
    given.add(acl);
    KafkaCalls.join(superUser.createAcls(List.of(acl)).all());
    await()
        .until(
            () ->
                Set.copyOf(KafkaCalls.join(superUser.describeAcls(AclBindingFilter.ANY).values()))
                    .contains(acl));
  }

  private static ResourcePattern topic(String name) {
    return new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL);
  }

  private static ResourcePattern cluster() {
    return new ResourcePattern(ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL);
  }
}
