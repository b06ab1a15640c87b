package cloud.reseller.log.projection;

import cloud.reseller.log.StrictReading;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.RangeAssignor;

/**
 * How a service's projections run.
 *
 * @param kafka how to reach the cluster: bootstrap servers and security, as Kafka spells them
 * @param service name of the service; the consumer groups are named {@code <service>-<projection>}
 * @param batchRecords the maximum number of records in one PostgreSQL transaction, 1 or more
 * @param retryAtMost the longest wait between two attempts while the database or the log is
 *     unavailable
 */
public record ProjectionSettings(
    Map<String, Object> kafka, String service, int batchRecords, Duration retryAtMost) {

  public ProjectionSettings {
    kafka = Map.copyOf(kafka);
    if (batchRecords < 1) {
      throw new IllegalArgumentException("batchRecords must be 1 or more: " + batchRecords);
    }
  }

  /** The usual settings: batches of 5,000, a retry at least every 5 seconds. */
  public static ProjectionSettings of(Map<String, Object> kafka, String service) {
    return new ProjectionSettings(kafka, service, 5_000, Duration.ofSeconds(5));
  }

  /** The settings of a projection's consumer. */
  Map<String, Object> consumer(String projection) {
    Map<String, Object> config = StrictReading.settings(kafka);
    config.put(ConsumerConfig.GROUP_ID_CONFIG, service + '-' + projection);
    config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, batchRecords);
    // Answer as soon as there is one byte, so that live records do not wait; a replay is bounded by
    // the fetch sizes, and several partitions share one response.
    config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 2 << 20);
    config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 << 20);
    config.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, 1 << 20);
    return config;
  }
}
