package cloud.reseller.log.topics;

import cloud.reseller.log.topics.Setting.AtLeast;
import cloud.reseller.log.topics.Setting.AtMost;
import cloud.reseller.log.topics.Setting.Exactly;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A topic with the properties its users require.
 *
 * @param name its name
 * @param partitions number of partitions, 1 or more; fixed at creation
 * @param role what it is for, which determines its settings
 */
public record Topic(String name, int partitions, Role role) {

  /** What a topic is for. */
  public enum Role {
    /** Commands and requests: timestamps are set by the broker, the size is bounded. */
    INPUT,
    /** Facts and outcomes: timestamps are the writer's decision time. */
    EVENTS,
    /** Facts about all keys, in one partition. */
    SHARED,
    /** The newest value per key; tombstones erase. */
    COMPACTED,
    /** Notes on inputs that could not be decided. */
    PARKED
  }

  /** Maximum uncompressed size of a batch of inputs or of directory records, in bytes. */
  public static final int MAX_INPUT_BYTES = 262_144;

  /** Size that a record with the largest outcome may need, in bytes; Kafka's default. */
  public static final int OUTCOME_BYTES = 1_048_588;

  /**
   * Makes the broker decompress batches and apply the size limit to the full size, so that readers
   * never have to decompress more. For topics with writers other than the one decider that owns the
   * topic.
   */
  private static final Setting SIZED_UNPACKED = new Exactly("compression.type", "uncompressed");

  public Topic {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a topic needs a name");
    }
    if (partitions < 1) {
      throw new IllegalArgumentException(name + ": partitions must be 1 or more: " + partitions);
    }
    if (role == Role.SHARED && partitions != 1) {
      throw new IllegalArgumentException(name + ": a shared topic has 1 partition: " + partitions);
    }
  }

  /** A topic of commands or requests. */
  public static Topic input(String name, int partitions) {
    return new Topic(name, partitions, Role.INPUT);
  }

  /** A topic of facts and outcomes. */
  public static Topic events(String name, int partitions) {
    return new Topic(name, partitions, Role.EVENTS);
  }

  /** A topic of facts about all keys; it has one partition. */
  public static Topic shared(String name) {
    return new Topic(name, 1, Role.SHARED);
  }

  /** A topic that keeps the newest value per key. */
  public static Topic compacted(String name, int partitions) {
    return new Topic(name, partitions, Role.COMPACTED);
  }

  /** A topic of parked inputs. */
  public static Topic parked(String name, int partitions) {
    return new Topic(name, partitions, Role.PARKED);
  }

  /** The settings its users depend on. */
  public List<Setting> settings() {
    List<Setting> settings = new ArrayList<>();
    settings.add(new Exactly("unclean.leader.election.enable", "false"));
    switch (role) {
      case INPUT -> {
        keepForEver(settings);
        settings.add(new Exactly("message.timestamp.type", "LogAppendTime"));
        settings.add(new Exactly("max.message.bytes", Integer.toString(MAX_INPUT_BYTES)));
        settings.add(SIZED_UNPACKED);
      }
      case SHARED -> {
        decisionTimes(settings);
        settings.add(SIZED_UNPACKED);
      }
      case EVENTS, PARKED -> decisionTimes(settings);
      case COMPACTED -> {
        settings.add(new Exactly("cleanup.policy", "compact"));
        // Without a bound, the value before a tombstone could stay readable indefinitely.
        settings.add(new AtMost("max.compaction.lag.ms", Duration.ofDays(7).toMillis()));
        // A view that was offline for longer than this would miss the erasure.
        settings.add(new AtLeast("delete.retention.ms", Duration.ofDays(365).toMillis()));
        settings.add(new Exactly("max.message.bytes", Integer.toString(MAX_INPUT_BYTES)));
        settings.add(SIZED_UNPACKED);
      }
    }
    return List.copyOf(settings);
  }

  private static void decisionTimes(List<Setting> settings) {
    keepForEver(settings);
    settings.add(new Exactly("message.timestamp.type", "CreateTime"));
    // Decision times are unrestricted: they may come from a test's clock, or from an input that
    // waited for years.
    settings.add(new AtLeast("message.timestamp.after.max.ms", Long.MAX_VALUE));
    settings.add(new AtLeast("message.timestamp.before.max.ms", Long.MAX_VALUE));
    // A decider parks larger outcomes; any smaller one must fit, or it would stop the partition.
    settings.add(new AtLeast("max.message.bytes", OUTCOME_BYTES));
  }

  private static void keepForEver(List<Setting> settings) {
    settings.add(new Exactly("cleanup.policy", "delete"));
    settings.add(new Exactly("retention.ms", "-1"));
    settings.add(new Exactly("retention.bytes", "-1"));
  }
}
