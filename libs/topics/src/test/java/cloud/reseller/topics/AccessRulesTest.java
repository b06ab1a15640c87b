package cloud.reseller.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.reseller.log.topics.Topic;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class AccessRulesTest {

  @Test
  void a_line_is_one_rule_for_each_operation() {
    AccessRules rules =
        AccessRules.parse(
            """
            # Comment
            shop  Read,Write       topic  orders   # and another
            shop  Read             group  shop-*
            shop  Describe         transactional-id  *
            till  DescribeConfigs  cluster
            """);
    assertThat(rules.acls())
        .containsExactlyInAnyOrder(
            acl("shop", AclOperation.READ, ResourceType.TOPIC, "orders", PatternType.LITERAL),
            acl("shop", AclOperation.WRITE, ResourceType.TOPIC, "orders", PatternType.LITERAL),
            acl("shop", AclOperation.READ, ResourceType.GROUP, "shop-", PatternType.PREFIXED),
            acl(
                "shop",
                AclOperation.DESCRIBE,
                ResourceType.TRANSACTIONAL_ID,
                "*",
                PatternType.LITERAL),
            acl(
                "till",
                AclOperation.DESCRIBE_CONFIGS,
                ResourceType.CLUSTER,
                "kafka-cluster",
                PatternType.LITERAL));
    assertThat(rules.principals()).containsExactly("shop", "till");
  }

  @Test
  void a_line_that_is_not_understood_is_named() {
    refused("shop Read topic", "line 1: one name belongs behind topic");
    refused("\nshop", "line 2: give principal, operations, resource and name");
    refused("shop Eat topic orders", "line 1: operation Eat: use Read, Write, Describe");
    refused("shop Read table orders", "line 1: resource table: use topic, group");
    refused("shop Describe cluster all", "line 1: a cluster has no name: leave out all");
  }

  @Test
  void what_only_the_topics_step_does_is_given_to_nobody() {
    for (String operation :
        List.of(
            "All",
            "Create",
            "Delete",
            "Alter",
            "AlterConfigs",
            "ClusterAction",
            "IdempotentWrite",
            "CreateTokens",
            "DescribeTokens",
            "TwoPhaseCommit")) {
      refused("shop " + operation + " topic orders", "operation " + operation);
    }
  }

  @Test
  void every_topic_has_one_writer_but_directory() {
    Map<String, TreeSet<String>> writers = new TreeMap<>();
    Topics.all(1).forEach(topic -> writers.put(topic.name(), new TreeSet<>()));
    for (AclBinding acl : AccessRules.shipped().acls()) {
      if (acl.pattern().resourceType() == ResourceType.TOPIC
          && acl.entry().operation() == AclOperation.WRITE) {
        assertThat(acl.pattern().patternType()).isEqualTo(PatternType.LITERAL);
        assertThat(writers).containsKey(acl.pattern().name());
        writers.get(acl.pattern().name()).add(acl.entry().principal());
      }
    }
    assertThat(writers.remove(Topics.DIRECTORY))
        .containsExactly(
            "User:activity-log-service",
            "User:billing-service",
            "User:permissions-service",
            "User:reservations-service");
    assertThat(writers).allSatisfy((topic, who) -> assertThat(who).as(topic).hasSize(1));
  }

  @Test
  void transactional_ids_and_groups_are_those_of_the_principals_own_name() {
    for (AclBinding acl : AccessRules.shipped().acls()) {
      boolean takes =
          acl.entry().operation() == AclOperation.READ
                  && acl.pattern().resourceType() == ResourceType.GROUP
              || acl.entry().operation() == AclOperation.WRITE
                  && acl.pattern().resourceType() == ResourceType.TRANSACTIONAL_ID;
      if (takes) {
        assertThat(acl.pattern().patternType()).isEqualTo(PatternType.PREFIXED);
        assertThat("User:" + acl.pattern().name()).isEqualTo(acl.entry().principal() + "-");
      }
    }
  }

  @Test
  void the_house_has_every_topic_its_rules_name() {
    List<String> topics = Topics.all(1).stream().map(Topic::name).toList();
    assertThat(AccessRules.shipped().acls())
        .filteredOn(acl -> acl.pattern().resourceType() == ResourceType.TOPIC)
        .extracting(acl -> acl.pattern().name())
        .filteredOn(name -> !name.equals("*"))
        .isSubsetOf(topics)
        .containsAll(topics);
  }

  private static AclBinding acl(
      String principal, AclOperation may, ResourceType type, String name, PatternType how) {
    return new AclBinding(
        new ResourcePattern(type, name, how),
        new AccessControlEntry("User:" + principal, "*", may, AclPermissionType.ALLOW));
  }

  private static void refused(String text, String told) {
    assertThatThrownBy(() -> AccessRules.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(told);
  }
}
