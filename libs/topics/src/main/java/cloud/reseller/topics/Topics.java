package cloud.reseller.topics;

import cloud.reseller.log.topics.Topic;
import java.util.List;
import java.util.stream.Stream;

/** Every topic of the system by name, with its role. */
public final class Topics {

  public static final String PERMISSION_COMMANDS = "permission-commands";
  public static final String PERMISSION_EVENTS = "permission-events";
  public static final String PURCHASE_REQUESTS = "purchase-requests";
  public static final String PURCHASE_OUTCOMES = "purchase-outcomes";
  public static final String RESERVATION_COMMANDS = "reservation-commands";
  public static final String RESERVATION_EVENTS = "reservation-events";
  public static final String CATALOGUE_EVENTS = "catalogue-events";
  public static final String DIRECTORY = "directory";
  public static final String USAGE_RECORDS = "usage-records";

  private static final String PARKED = "-parked";

  private Topics() {}

  /**
   * The topics of a running system.
   *
   * @param partitions of every topic except the shared one
   */
  public static List<Topic> all(int partitions) {
    return Stream.of(
            PERMISSION_COMMANDS,
            PERMISSION_EVENTS,
            "permissions-service" + PARKED,
            PURCHASE_REQUESTS,
            PURCHASE_OUTCOMES,
            RESERVATION_COMMANDS,
            RESERVATION_EVENTS,
            "reservations-service" + PARKED,
            CATALOGUE_EVENTS,
            DIRECTORY)
        .map(name -> named(name, partitions))
        .toList();
  }

  /**
   * The topic with that name.
   *
   * @param partitions of every topic except the shared one
   * @throws IllegalArgumentException if there is no such topic
   */
  public static Topic named(String name, int partitions) {
    return switch (name) {
      case PERMISSION_COMMANDS, PURCHASE_REQUESTS, RESERVATION_COMMANDS, USAGE_RECORDS ->
          Topic.input(name, partitions);
      case PERMISSION_EVENTS, PURCHASE_OUTCOMES, RESERVATION_EVENTS ->
          Topic.events(name, partitions);
      case CATALOGUE_EVENTS -> Topic.shared(name);
      case DIRECTORY -> Topic.compacted(name, partitions);
      default -> {
        if (name.endsWith(PARKED)) {
          yield Topic.parked(name, partitions);
        }
        throw new IllegalArgumentException(
            "unknown topic " + name + ": add it to " + Topics.class.getName());
      }
    };
  }
}
