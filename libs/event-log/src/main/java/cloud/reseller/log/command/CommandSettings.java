package cloud.reseller.log.command;

import java.time.Duration;
import java.util.Map;

/**
 * How commands are published and waited for.
 *
 * @param kafka how to reach the cluster: bootstrap servers and security, as Kafka spells them
 * @param topic the service's command topic
 * @param source the {@code ce_source} of its commands, such as {@code /permissions-service/http}
 * @param outcomeWithin longest wait from publishing to the outcome, 2 seconds or more
 * @param viewWithin longest wait from the outcome to the service's own view
 */
public record CommandSettings(
    Map<String, Object> kafka,
    String topic,
    String source,
    Duration outcomeWithin,
    Duration viewWithin) {

  public CommandSettings {
    kafka = Map.copyOf(kafka);
    if (outcomeWithin.toMillis() < 2_000) {
      throw new IllegalArgumentException("outcomeWithin must be 2 s or more: " + outcomeWithin);
    }
  }

  /** The usual limits: 10 seconds for the outcome, 2 for the view. */
  public static CommandSettings of(Map<String, Object> kafka, String topic, String source) {
    return new CommandSettings(kafka, topic, source, Duration.ofSeconds(10), Duration.ofSeconds(2));
  }
}
