package cloud.reseller.log.topics;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates missing topics and corrects the settings of existing ones. Run as the super user before
 * the services start; the services only verify, see {@link TopicCheck}.
 */
public final class TopicsStep {

  private static final long VISIBLE_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Admin admin;

  /** A step that uses this client, which the caller closes. */
  public TopicsStep(Admin admin) {
    this.admin = admin;
  }

  /**
   * Creates missing topics with the broker's default replication factor, and returns when every
   * topic can be written. Existing topics are left unchanged.
   *
   * @return the names of the topics created by this call
   * @throws org.apache.kafka.common.KafkaException if the cluster refuses or cannot be reached
   */
  public List<String> createMissing(Collection<Topic> topics) {
    Set<String> present = KafkaCalls.join(admin.listTopics().names());
    List<NewTopic> missing =
        topics.stream().filter(t -> !present.contains(t.name())).map(TopicsStep::newTopic).toList();
    List<String> made = new ArrayList<>();
    admin.createTopics(missing).values().forEach((name, asked) -> create(name, asked, made));
    awaitLeaders(topics.stream().map(Topic::name).toList());
    return List.copyOf(made);
  }

  /**
   * Corrects the settings of existing topics, created by an earlier release or by hand; acceptable
   * values are left unchanged. Records and partition counts do not change.
   *
   * @return the names of the topics changed by this call
   * @throws org.apache.kafka.common.KafkaException if the cluster refuses or cannot be reached
   */
  public List<String> setRight(Collection<Topic> topics) {
    Map<ConfigResource, Topic> present =
        topics.stream()
            .collect(
                toMap(
                    topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                    topic -> topic));
    Map<ConfigResource, Config> found =
        KafkaCalls.join(admin.describeConfigs(present.keySet()).all());
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    present.forEach(
        (resource, topic) -> {
          List<AlterConfigOp> unfit = unfit(topic, found.get(resource));
          if (!unfit.isEmpty()) {
            changes.put(resource, unfit);
          }
        });
    KafkaCalls.join(admin.incrementalAlterConfigs(changes).all());
    awaitFit(present, changes.keySet());
    return changes.keySet().stream().map(ConfigResource::name).sorted().toList();
  }

  private static List<AlterConfigOp> unfit(Topic topic, Config found) {
    return topic.settings().stream()
        .filter(setting -> !setting.accepts(found.get(setting.key()).value()))
        .map(
            setting ->
                new AlterConfigOp(
                    new ConfigEntry(setting.key(), setting.value()), AlterConfigOp.OpType.SET))
        .toList();
  }

  /** The controller accepts a change before the queried broker knows of it. */
  private void awaitFit(Map<ConfigResource, Topic> topics, Collection<ConfigResource> changed) {
    long deadline = System.nanoTime() + VISIBLE_WITHIN_NANOS;
    while (!changed.isEmpty()
        && KafkaCalls.join(admin.describeConfigs(changed).all()).entrySet().stream()
            .anyMatch(each -> !unfit(topics.get(each.getKey()), each.getValue()).isEmpty())) {
      if (System.nanoTime() - deadline > 0) {
        throw new TimeoutException("settings of topics are not visible after 30 s");
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  private static NewTopic newTopic(Topic topic) {
    return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
        .configs(topic.settings().stream().collect(toMap(Setting::key, Setting::value)));
  }

  private static void create(String name, KafkaFuture<Void> asked, List<String> made) {
    try {
      KafkaCalls.join(asked);
      made.add(name);
    } catch (TopicExistsException alreadyThere) {
      // Another process created it at the same time; the check verifies the result.
      return;
    }
  }

  /** The controller knows a new topic before every broker does. */
  private void awaitLeaders(List<String> names) {
    long deadline = System.nanoTime() + VISIBLE_WITHIN_NANOS;
    Map<String, TopicDescription> led = new HashMap<>();
    while (true) {
      admin
          .describeTopics(names.stream().filter(n -> !led.containsKey(n)).toList())
          .topicNameValues()
          .forEach((name, asked) -> describe(name, asked, led));
      if (led.size() == names.size()) {
        awaitAnswers(led.values());
        return;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new TimeoutException(
            "topics without a leader after 30 s: "
                + names.stream().filter(n -> !led.containsKey(n)).toList());
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }

  /**
   * An elected leader may not know of its role yet. If it rejects a producer's first batch and
   * accepts the second, the first can never be sent again, so every leader has to answer once.
   */
  private void awaitAnswers(Collection<TopicDescription> topics) {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (TopicDescription topic : topics) {
      topic
          .partitions()
          .forEach(
              p -> ends.put(new TopicPartition(topic.name(), p.partition()), OffsetSpec.latest()));
    }
    KafkaCalls.join(admin.listOffsets(ends).all());
  }

  private static void describe(
      String name, KafkaFuture<TopicDescription> asked, Map<String, TopicDescription> led) {
    try {
      TopicDescription description = KafkaCalls.join(asked);
      if (description.partitions().stream().allMatch(p -> p.leader() != null)) {
        led.put(name, description);
      }
    } catch (UnknownTopicOrPartitionException notYet) {
      return;
    }
  }
}
