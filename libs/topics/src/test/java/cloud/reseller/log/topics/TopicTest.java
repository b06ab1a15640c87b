package cloud.reseller.log.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TopicTest {

  @Test
  void inputs_are_stamped_by_the_broker_and_bounded_in_size() {
    assertThat(created(Topic.input("orders-in", 12)))
        .isEqualTo(
            Map.of(
                "unclean.leader.election.enable", "false",
                "cleanup.policy", "delete",
                "retention.ms", "-1",
                "retention.bytes", "-1",
                "message.timestamp.type", "LogAppendTime",
                "max.message.bytes", "262144",
                "compression.type", "uncompressed"));
  }

  @Test
  void events_keep_the_writers_time_wherever_it_lies() {
    Map<String, String> wanted =
        Map.of(
            "unclean.leader.election.enable", "false",
            "cleanup.policy", "delete",
            "retention.ms", "-1",
            "retention.bytes", "-1",
            "message.timestamp.type", "CreateTime",
            "message.timestamp.after.max.ms", "9223372036854775807",
            "message.timestamp.before.max.ms", "9223372036854775807",
            "max.message.bytes", "1048588");
    assertThat(created(Topic.events("order-events", 12))).isEqualTo(wanted);
    assertThat(created(Topic.parked("orders-parked", 12))).isEqualTo(wanted);
  }

  @Test
  void what_another_than_its_decider_writes_is_bounded_unpacked() {
    assertThat(created(Topic.shared("sheets")))
        .containsEntry("message.timestamp.type", "CreateTime")
        .containsEntry("max.message.bytes", "1048588")
        .containsEntry("compression.type", "uncompressed");
  }

  @Test
  void a_compacted_topic_forgets_within_a_week_and_keeps_tombstones_for_a_year() {
    assertThat(created(Topic.compacted("people", 12)))
        .isEqualTo(
            Map.of(
                "unclean.leader.election.enable", "false",
                "cleanup.policy", "compact",
                "max.compaction.lag.ms", "604800000",
                "delete.retention.ms", "31536000000",
                "max.message.bytes", "262144",
                "compression.type", "uncompressed"));
  }

  @Test
  void a_bound_accepts_its_own_value_and_what_lies_on_the_right_side() {
    Setting atLeast = new Setting.AtLeast("a", 10);
    Setting atMost = new Setting.AtMost("b", 10);
    assertThat(atLeast.accepts("10")).isTrue();
    assertThat(atLeast.accepts("11")).isTrue();
    assertThat(atLeast.accepts("9")).isFalse();
    assertThat(atMost.accepts("10")).isTrue();
    assertThat(atMost.accepts("9")).isTrue();
    assertThat(atMost.accepts("11")).isFalse();
  }

  @Test
  void a_shared_topic_has_exactly_one_partition() {
    assertThatThrownBy(() -> new Topic("sheets", 2, Topic.Role.SHARED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sheets: a shared topic has 1 partition: 2");
  }

  private static Map<String, String> created(Topic topic) {
    return topic.settings().stream().collect(Collectors.toMap(Setting::key, Setting::value));
  }
}
