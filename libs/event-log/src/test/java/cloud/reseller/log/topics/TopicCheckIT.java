package cloud.reseller.log.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.reseller.testing.Infrastructure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicCheckIT {

  private final String suffix = UUID.randomUUID().toString();
  private final Topic input = Topic.input("in-" + suffix, 3);
  private final Topic events = Topic.events("events-" + suffix, 3);
  private final Topic shared = Topic.shared("shared-" + suffix);
  private final Topic people = Topic.compacted("people-" + suffix, 2);
  private final Topic parked = Topic.parked("parked-" + suffix, 3);
  private final List<Topic> all = List.of(input, events, shared, people, parked);
  private Admin admin;
  private TopicCheck check;

  @BeforeEach
  void connect() {
    admin = Admin.create(Infrastructure.shared().kafka());
    check = new TopicCheck(admin);
  }

  @AfterEach
  void disconnect() {
    admin.close();
  }

  @Test
  void topics_made_by_the_step_pass_the_check_and_are_made_once() {
    TopicsStep step = new TopicsStep(admin);
    assertThat(step.createMissing(all))
        .containsExactlyInAnyOrderElementsOf(all.stream().map(Topic::name).toList());
    check.verify(all);
    assertThat(step.createMissing(all)).isEmpty();
  }

  @Test
  void topics_of_an_earlier_release_are_refused_until_the_step_has_set_them_right()
      throws Exception {
    TopicsStep step = new TopicsStep(admin);
    step.createMissing(all);
    for (Topic topic : List.of(input, people)) {
      set(topic, "max.message.bytes", "1048588");
      set(topic, "compression.type", "producer");
    }
    assertThatThrownBy(() -> check.verify(all))
        .isInstanceOf(UnfitTopicsException.class)
        .hasMessageContaining(
            "topic " + input.name() + ": compression.type is producer, wanted uncompressed")
        .hasMessageContaining(
            "topic " + people.name() + ": compression.type is producer, wanted uncompressed")
        .hasMessageContaining(
            "topic " + people.name() + ": max.message.bytes is 1048588, wanted 262144");

    assertThat(step.setRight(all)).containsExactlyInAnyOrder(input.name(), people.name());

    check.verify(all);
    assertThat(step.setRight(all)).isEmpty();
  }

  @Test
  void every_missing_topic_is_named_with_what_it_needs() {
    assertThatThrownBy(() -> check.verify(List.of(input, people)))
        .isInstanceOf(UnfitTopicsException.class)
        .hasMessageContaining("topic " + input.name() + " does not exist")
        .hasMessageContaining("3 partitions")
        .hasMessageContaining("message.timestamp.type=LogAppendTime")
        .hasMessageContaining("topic " + people.name() + " does not exist");
  }

  @Test
  void another_partition_count_is_refused() {
    new TopicsStep(admin).createMissing(List.of(new Topic(events.name(), 5, Topic.Role.EVENTS)));
    assertThatThrownBy(() -> check.verify(List.of(events)))
        .isInstanceOf(UnfitTopicsException.class)
        .hasMessageContaining("topic " + events.name() + " has 5 partitions, wanted 3");
  }

  @Test
  void a_value_set_on_the_topic_is_refused_and_so_named() throws Exception {
    new TopicsStep(admin).createMissing(List.of(events));
    set(events, "retention.ms", "604800000");
    assertThatThrownBy(() -> check.verify(List.of(events)))
        .isInstanceOf(UnfitTopicsException.class)
        .hasMessageContaining(
            "topic "
                + events.name()
                + ": retention.ms is 604800000, wanted -1 (the value comes from the topic's own"
                + " configuration, retention.ms)")
        .hasMessageContaining("--add-config retention.ms=-1");
  }

  @Test
  void a_default_of_the_broker_is_refused_and_so_named() throws Exception {
    admin
        .createTopics(List.of(new NewTopic(input.name(), Optional.of(3), Optional.empty())))
        .all()
        .get();
    assertThatThrownBy(() -> check.verify(List.of(input)))
        .isInstanceOf(UnfitTopicsException.class)
        .hasMessageContaining("retention.ms is 604800000, wanted -1")
        .hasMessageContaining("message.timestamp.type is CreateTime, wanted LogAppendTime")
        .hasMessageContaining("max.message.bytes is 1048588, wanted 262144")
        .hasMessageContaining("Kafka's built-in default");
  }

  @Test
  void settings_of_the_brokers_are_checked_where_asked() {
    check.verifyBrokers(List.of(new Setting.AtLeast("transaction.max.timeout.ms", 10_000)));
    assertThatThrownBy(
            () ->
                check.verifyBrokers(List.of(new Setting.AtMost("transaction.max.timeout.ms", 10))))
        .isInstanceOf(UnfitTopicsException.class)
        .hasMessageContaining("broker ")
        .hasMessageContaining("transaction.max.timeout.ms is 60000, wanted 10 or less");
  }

  private void set(Topic topic, String setting, String value) throws Exception {
    admin
        .incrementalAlterConfigs(
            Map.of(
                new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                List.of(
                    new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET))))
        .all()
        .get();
  }
}
