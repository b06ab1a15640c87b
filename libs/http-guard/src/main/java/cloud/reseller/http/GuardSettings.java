package cloud.reseller.http;

import java.time.Duration;
import org.eclipse.microprofile.config.Config;

/**
 * The limits of a connection.
 *
 * @param source the name given in errors
 * @param headWithin longest time from the first byte of a head to its last
 * @param bodyWithin longest time from the end of a head to the end of its body
 * @param answerWithin longest time from the end of a body to the end of its answer
 * @param idleWithin longest silence between two calls
 * @param connections maximum number of connections of one server
 * @param connectionsPerAddress maximum number of connections from one address
 */
record GuardSettings(
    String source,
    Duration headWithin,
    Duration bodyWithin,
    Duration answerWithin,
    Duration idleWithin,
    int connections,
    int connectionsPerAddress) {

  static GuardSettings of(Config config) {
    return new GuardSettings(
        value(config, "quarkus.application.name", String.class, "server"),
        value(config, "reseller.http.head-within", Duration.class, Duration.ofSeconds(10)),
        value(config, "reseller.http.body-within", Duration.class, Duration.ofMinutes(2)),
        value(config, "reseller.http.answer-within", Duration.class, Duration.ofMinutes(5)),
        value(config, "reseller.http.idle-within", Duration.class, Duration.ofMinutes(1)),
        value(config, "reseller.http.connections", Integer.class, 4_096),
        value(config, "reseller.http.connections-per-address", Integer.class, 1_024));
  }

  private static <T> T value(Config config, String name, Class<T> type, T otherwise) {
    return config.getOptionalValue(name, type).orElse(otherwise);
  }
}
