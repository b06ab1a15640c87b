package cloud.reseller.local.parts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The credentials of a broker's principals. Each password is generated once and stored in its own
 * file in {@code passwords}; to change it, delete the file and restart.
 */
public final class KafkaLogins {
  /** The principal of the broker itself, its controller and the topics step. */
  public static final String SUPER_USER = "administrator";

  private final Path passwords;
  private final Path clients;

  /** The credentials in a broker's directory, which need not exist yet. */
  public KafkaLogins(Path directory) {
    this.passwords = directory.toAbsolutePath().resolve("passwords");
    this.clients = directory.toAbsolutePath().resolve("clients");
  }

  /** The password of each principal, generated if missing. */
  public Map<String, String> passwords(Collection<String> principals) {
    return principals.stream().collect(Collectors.toMap(name -> name, this::password));
  }

  /** Client settings of the super user. */
  public Map<String, String> superUser(String bootstrapServers) {
    return settings(
        bootstrapServers, "PLAIN", "plain.PlainLoginModule", SUPER_USER, password(SUPER_USER));
  }

  /** Client settings of a principal. */
  public Map<String, String> client(String bootstrapServers, String principal) {
    return settings(
        bootstrapServers,
        "SCRAM-SHA-512",
        "scram.ScramLoginModule",
        principal,
        password(principal));
  }

  /** Whether a password of the principal exists. */
  public boolean knows(String principal) {
    return Files.exists(passwords.resolve(principal));
  }

  /**
   * Writes each principal's client settings to a file for Kafka's own tools, readable only by its
   * owner.
   */
  public void writeClients(String bootstrapServers, Collection<String> principals) {
    write(SUPER_USER, superUser(bootstrapServers));
    principals.forEach(name -> write(name, client(bootstrapServers, name)));
  }

  /** The file written by {@link #writeClients}. */
  public Path clientFile(String principal) {
    return clients.resolve(principal + ".properties");
  }

  private void write(String name, Map<String, String> settings) {
    StringBuilder text = new StringBuilder();
    settings.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    Private.directory(clients);
    Private.write(clientFile(name), text.toString());
  }

  /**
   * The broker's own JAAS configuration, with which it authenticates the super user and logs in as
   * it.
   */
  String ofBroker() {
    String password = password(SUPER_USER);
    return login("plain.PlainLoginModule", SUPER_USER, password)
        .replace(";", " user_" + SUPER_USER + "=\"" + password + "\";");
  }

  private String password(String name) {
    return Secrets.keptIn(passwords.resolve(name));
  }

  private static Map<String, String> settings(
      String bootstrapServers, String mechanism, String module, String name, String password) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("security.protocol", "SASL_PLAINTEXT");
    settings.put("sasl.mechanism", mechanism);
    settings.put("sasl.jaas.config", login(module, name, password));
    return settings;
  }

  private static String login(String module, String name, String password) {
    return "org.apache.kafka.common.security."
        + module
        + " required username=\""
        + name
        + "\" password=\""
        + password
        + "\";";
  }
}
