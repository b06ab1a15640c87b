package cloud.reseller.log.projection;

import java.time.Duration;
import java.util.Map;

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
}
