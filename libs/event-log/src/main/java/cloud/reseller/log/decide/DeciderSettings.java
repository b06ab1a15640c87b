package cloud.reseller.log.decide;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * How one instance decides.
 *
 * @param bootstrapServers the brokers, host:port separated by commas
 * @param ordinal the instance's number, unique and stable across restarts
 * @param barrierWait how long to wait for the facts of a batch before setting its partition aside
 * @param maxBatch the maximum number of inputs decided in one transaction, and of facts that fall
 *     due before an input
 * @param snapshotEvery time between two snapshots of a partition
 * @param snapshotEvents number of outcomes after which a snapshot is made early
 * @param clients further settings for every Kafka client, such as security
 */
public record DeciderSettings(
    String bootstrapServers,
    int ordinal,
    Duration barrierWait,
    int maxBatch,
    Duration snapshotEvery,
    int snapshotEvents,
    Map<String, Object> clients) {

  /**
   * The usual settings for a cluster and an instance.
   *
   * @param kafka how to reach the cluster: bootstrap servers and security, as Kafka spells them
   */
  public static DeciderSettings of(Map<String, Object> kafka, int ordinal) {
    return new DeciderSettings(
        String.valueOf(kafka.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)),
        ordinal,
        Duration.ofMillis(200),
        10_000,
        Duration.ofSeconds(60),
        50_000,
        kafka);
  }

  /** The same with a different time between snapshots. */
  public DeciderSettings savingEvery(Duration time) {
    return new DeciderSettings(
        bootstrapServers, ordinal, barrierWait, maxBatch, time, snapshotEvents, clients);
  }
}
