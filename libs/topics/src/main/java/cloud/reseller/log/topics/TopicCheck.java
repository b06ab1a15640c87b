package cloud.reseller.log.topics;

import static java.util.stream.Collectors.joining;

import cloud.reseller.log.topics.Setting.AtLeast;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSynonym;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Verifies that the cluster meets the needs of a service: partition counts, topic settings, broker
 * settings. A service runs it before it reads or writes anything and does not start if it throws.
 */
public final class TopicCheck {

  /** With this many replicas or more, the loss of one disk must not lose an acknowledged fact. */
  private static final int REPLICATED = 3;

  private final Admin admin;

  /** A check that uses this client, which the caller closes. */
  public TopicCheck(Admin admin) {
    this.admin = admin;
  }

  /**
   * Verifies topics.
   *
   * @throws UnfitTopicsException naming each topic, the value found, the value wanted, where the
   *     value comes from and what to do
   * @throws org.apache.kafka.common.KafkaException if the cluster cannot be queried
   */
  public void verify(Collection<Topic> topics) {
    List<String> findings = new ArrayList<>();
    Map<String, TopicDescription> found = describe(topics);
    List<Topic> present = new ArrayList<>();
    for (Topic topic : topics) {
      TopicDescription description = found.get(topic.name());
      if (description == null) {
        findings.add(missing(topic));
      } else {
        present.add(topic);
        verifyPartitions(topic, description, findings);
      }
    }
    Map<ConfigResource, Config> configs =
        configs(present.stream().map(t -> topicResource(t.name())).toList());
    for (Topic topic : present) {
      Config config = configs.get(topicResource(topic.name()));
      wanted(topic, found.get(topic.name()))
          .forEach(
              setting ->
                  verifySetting(
                      "topic " + topic.name(),
                      setting,
                      config,
                      "kafka-configs --alter --entity-type topics --entity-name "
                          + topic.name()
                          + " --add-config "
                          + setting.key()
                          + '='
                          + setting.value(),
                      findings));
    }
    refuseIfAny(findings);
  }

  /**
   * Verifies settings on every broker of the cluster.
   *
   * @throws UnfitTopicsException as {@link #verify} does, naming each broker
   * @throws org.apache.kafka.common.KafkaException if the cluster cannot be queried
   */
  public void verifyBrokers(Collection<Setting> settings) {
    List<ConfigResource> brokers =
        KafkaCalls.join(admin.describeCluster().nodes()).stream()
            .map(Node::idString)
            .map(id -> new ConfigResource(ConfigResource.Type.BROKER, id))
            .toList();
    List<String> findings = new ArrayList<>();
    configs(brokers)
        .forEach(
            (broker, config) ->
                settings.forEach(
                    setting ->
                        verifySetting(
                            "broker " + broker.name(),
                            setting,
                            config,
                            "set "
                                + setting.key()
                                + '='
                                + setting.value()
                                + " in the broker's configuration and restart it",
                            findings)));
    refuseIfAny(findings);
  }

  private static Stream<Setting> wanted(Topic topic, TopicDescription description) {
    int replicas =
        description.partitions().stream().mapToInt(p -> p.replicas().size()).min().orElse(0);
    return replicas < REPLICATED
        ? topic.settings().stream()
        : Stream.concat(
            topic.settings().stream(), Stream.of(new AtLeast("min.insync.replicas", 2)));
  }

  private Map<String, TopicDescription> describe(Collection<Topic> topics) {
    Map<String, TopicDescription> found = new HashMap<>();
    admin
        .describeTopics(topics.stream().map(Topic::name).toList())
        .topicNameValues()
        .forEach((name, asked) -> describe(name, asked, found));
    return found;
  }

  private static void describe(
      String name, KafkaFuture<TopicDescription> asked, Map<String, TopicDescription> found) {
    try {
      found.put(name, KafkaCalls.join(asked));
    } catch (UnknownTopicOrPartitionException absent) {
      // Left out of the map and reported together with the other findings.
      return;
    }
  }

  private Map<ConfigResource, Config> configs(List<ConfigResource> resources) {
    return resources.isEmpty()
        ? Map.of()
        : KafkaCalls.join(
            admin
                .describeConfigs(resources, new DescribeConfigsOptions().includeSynonyms(true))
                .all());
  }

  private static ConfigResource topicResource(String name) {
    return new ConfigResource(ConfigResource.Type.TOPIC, name);
  }

  private static String missing(Topic topic) {
    return "topic "
        + topic.name()
        + " does not exist: create it with "
        + topic.partitions()
        + " partitions and "
        + topic.settings().stream().map(s -> s.key() + '=' + s.value()).collect(joining(", "));
  }

  private static void verifyPartitions(
      Topic topic, TopicDescription description, List<String> findings) {
    int partitions = description.partitions().size();
    if (partitions != topic.partitions()) {
      findings.add(
          "topic "
              + topic.name()
              + " has "
              + partitions
              + " partitions, wanted "
              + topic.partitions()
              + " (fixed when the topic was created): configure the number the topics were created"
              + " with; a topic that holds facts must never get more");
    }
  }

  private static void verifySetting(
      String where, Setting setting, Config config, String nextStep, List<String> findings) {
    ConfigEntry entry = config.get(setting.key());
    if (entry == null || entry.value() == null) {
      findings.add(where + ": " + setting.key() + " is not reported, wanted " + setting.wanted());
    } else if (!setting.accepts(entry.value())) {
      findings.add(
          where
              + ": "
              + setting.key()
              + " is "
              + entry.value()
              + ", wanted "
              + setting.wanted()
              + " (the value comes from "
              + origin(entry)
              + "): "
              + nextStep);
    }
  }

  private static String origin(ConfigEntry entry) {
    // The effective synonym has the key under which the value was set, such as log.retention.ms.
    String key =
        entry.synonyms().stream()
            .filter(s -> s.source() == entry.source())
            .findFirst()
            .map(ConfigSynonym::name)
            .orElse(entry.name());
    return switch (entry.source()) {
      case DYNAMIC_TOPIC_CONFIG -> "the topic's own configuration, " + key;
      case DYNAMIC_BROKER_CONFIG -> "a dynamic setting of one broker, " + key;
      case DYNAMIC_DEFAULT_BROKER_CONFIG -> "the cluster-wide dynamic broker default, " + key;
      case STATIC_BROKER_CONFIG -> "the broker's configuration file, " + key;
      case DEFAULT_CONFIG -> "Kafka's built-in default, " + key;
      case DYNAMIC_BROKER_LOGGER_CONFIG,
          DYNAMIC_CLIENT_METRICS_CONFIG,
          DYNAMIC_GROUP_CONFIG,
          UNKNOWN ->
          entry.source() + ", " + key;
    };
  }

  private static void refuseIfAny(List<String> findings) {
    if (!findings.isEmpty()) {
      throw new UnfitTopicsException(findings);
    }
  }
}
