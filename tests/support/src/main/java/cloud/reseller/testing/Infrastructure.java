package cloud.reseller.testing;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * Real Kafka, PostgreSQL and Keycloak for tests. Each part starts on first use and ends with the
 * JVM, even if that is killed.
 *
 * <p>The system property {@code infrastructure} chooses how: {@code local} (child processes, the
 * default) or {@code containers} (Testcontainers).
 */
public interface Infrastructure {
  /** The instance of this JVM, shared by all class loaders. */
  static Infrastructure shared() {
    return Shared.INSTANCE;
  }

  /** Bootstrap servers of the broker, unchanged by restarts. */
  String kafkaBootstrap();

  /**
   * Client settings of the super user, including the broker's address. To test the rights of a
   * principal, use {@link #kafkaAs}.
   */
  Map<String, Object> kafka();

  /** The same with additional settings. */
  default Map<String, Object> kafka(Map<String, ?> more) {
    Map<String, Object> settings = new HashMap<>(kafka());
    settings.putAll(more);
    return settings;
  }

  /**
   * Client settings of a principal, including the broker's address. It has its rights in the system
   * once {@link #setUpKafka} has run.
   */
  Map<String, Object> kafkaAs(String principal);

  /** Runs the topics step: every topic, every principal's password, the access rules. */
  void setUpKafka(int partitions);

  /**
   * The port of the loopback address on which the broker has a second listener, for a {@link
   * KafkaProxy} to lead to. It redirects clients to {@link #kafkaProxyPort()}.
   */
  int kafkaDetourPort();

  /** The port of the loopback address on which a {@link KafkaProxy} must listen. */
  int kafkaProxyPort();

  /** Stops the broker in an orderly way and restarts it on its data. */
  void restartKafka();

  /** Kills the broker, like a power failure (SIGKILL), and restarts it on its data. */
  void crashKafka();

  /**
   * Inverts the last byte in a partition's first segment on the broker's disk, so that the last
   * batch fails its checksum. Calling it again undoes the damage.
   */
  void damageLog(String topic, int partition);

  /**
   * A fresh, empty database.
   *
   * @param name prefix of its name: lower-case letters, digits and underscores
   */
  Database database(String name);

  /**
   * Drops a database created by {@link #database} and creates an empty one with the same name and
   * roles.
   *
   * @param name its full name
   */
  void emptyDatabase(String name);

  /**
   * Gathers planner statistics, which the role of a service may not do.
   *
   * @param name full name of a database created by {@link #database}
   */
  void analyze(String name);

  /**
   * Kills a process of the database server (SIGKILL). The server then ends all others, discards its
   * memory and recovers from disk, as after a power failure.
   *
   * @param backend its process id, as reported by the server
   */
  void killDatabaseProcess(int backend);

  /**
   * The issuer of the realm {@code partners}, which is also the value of {@code
   * quarkus.oidc.auth-server-url}.
   */
  String keycloak();

  /** Access token of an existing user, by direct grant. */
  String token(String username, String password);

  /**
   * Access token of a partner's agent, who is created if there is none with this object id.
   *
   * @param role admin_agent, sales_agent or helpdesk_agent
   * @param partnerId GUID
   * @param oid directory object id, a GUID
   */
  String agentToken(String role, String partnerId, String oid);

  /**
   * The same for an agent with a given family name.
   *
   * @param familyName the last part of the token's name claim
   */
  String agentToken(String role, String partnerId, String oid, String familyName);

  /**
   * Access token of a customer's user, who is created if there is none with this object id.
   *
   * @param customerId GUID
   * @param oid directory object id, a GUID
   */
  String customerToken(String customerId, String oid);

  /**
   * Access token of a person who runs the services, who is created if there is none with this
   * object id.
   *
   * @param oid directory object id, a GUID
   */
  String operatorToken(String oid);

  /**
   * How a partner's agent signs in to the pages; the agent is created if there is none with this
   * object id.
   *
   * @param role admin_agent, sales_agent or helpdesk_agent
   */
  Login agentLogin(String role, String partnerId, String oid);

  /** How a customer's user signs in to the pages. */
  Login customerLogin(String customerId, String oid);

  /** How a person who runs the services signs in to the pages. */
  Login operatorLogin(String oid);

  /**
   * Lets a gateway sign people in to its pages, in addition to those that may already.
   *
   * @param pages its address
   * @return the secret of the client of all gateways
   */
  String signIn(URI pages);
}
