package cloud.reseller.testing;

import java.util.HashMap;
import java.util.Map;

/**
 * Real Kafka, PostgreSQL and Keycloak for tests. Each part starts when it is first asked for and
 * ends with the JVM, also with a killed one.
 *
 * <p>The system property {@code infrastructure} chooses how: {@code local} (child processes, the
 * default) or {@code containers} (Testcontainers).
 */
public interface Infrastructure {
  /** The one of this JVM, whatever class loader asks. */
  static Infrastructure shared() {
    return Shared.INSTANCE;
  }

  /** Bootstrap servers of the broker; the same after every restart. */
  String kafkaBootstrap();

  /**
   * Settings of a client that may do everything, the broker's address included. Who tests what a
   * principal may do comes by {@link #kafkaAs}.
   */
  Map<String, Object> kafka();

  /** The same, and more settings. */
  default Map<String, Object> kafka(Map<String, ?> more) {
    Map<String, Object> settings = new HashMap<>(kafka());
    settings.putAll(more);
    return settings;
  }

  /**
   * Settings of a client that comes as this principal, the broker's address included. It may do
   * what the house allows it, once {@link #setUpKafka} has run.
   */
  Map<String, Object> kafkaAs(String principal);

  /** The topics step: every topic of the house, every principal's password, the rules of access. */
  void setUpKafka(int partitions);

  /**
   * The port of the loopback address on which the broker has a second listener, for a {@link
   * KafkaProxy} to lead to. Clients of it are sent to {@link #kafkaProxyPort()}.
   */
  int kafkaDetourPort();

  /** The port of the loopback address on which a {@link KafkaProxy} must listen. */
  int kafkaProxyPort();

  /** Stops the broker in good order and starts it again on its data. */
  void restartKafka();

  /** Ends the broker as a power cut would (SIGKILL) and starts it again on its data. */
  void crashKafka();

  /**
   * Inverts the last byte that stands in a partition's first segment on the broker's disk, as a bad
   * disk may: the last batch then fails its checksum. Done again, it is as before.
   */
  void damageLog(String topic, int partition);

  /**
   * A fresh, empty database.
   *
   * @param name beginning of its name: small letters, digits and underscores
   */
  Database database(String name);

  /**
   * Drops a database that {@link #database} made and makes an empty one of that name for the same
   * roles.
   *
   * @param name its whole name
   */
  void emptyDatabase(String name);

  /**
   * Gathers the statistics that plans rest on, which the role of a service may not.
   *
   * @param name whole name of a database that {@link #database} made
   */
  void analyze(String name);

  /**
   * Ends a process of the database server (SIGKILL). The server then ends all others, throws its
   * memory away and recovers from what is on the disk, as after a power cut.
   *
   * @param backend its process id, as the server tells it
   */
  void killDatabaseProcess(int backend);

  /** Issuer of the realm {@code partners}, the value of {@code quarkus.oidc.auth-server-url}. */
  String keycloak();

  /** Access token of a user that exists, by direct grant. */
  String token(String username, String password);

  /**
   * Access token of a partner's agent, who is made when there is none with this object id.
   *
   * @param role admin_agent, sales_agent or helpdesk_agent
   * @param partnerId GUID
   * @param oid directory object id, a GUID
   */
  String agentToken(String role, String partnerId, String oid);

  /**
   * The same for an agent with a family name of its own.
   *
   * @param familyName the name claim of the token ends with it
   */
  String agentToken(String role, String partnerId, String oid, String familyName);

  /**
   * Access token of a customer's user, who is made when there is none with this object id.
   *
   * @param customerId GUID
   * @param oid directory object id, a GUID
   */
  String customerToken(String customerId, String oid);

  /**
   * Access token of somebody who runs the services, who is made when there is none with this object
   * id.
   *
   * @param oid directory object id, a GUID
   */
  String operatorToken(String oid);
}
