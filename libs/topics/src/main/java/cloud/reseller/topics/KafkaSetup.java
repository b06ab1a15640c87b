package cloud.reseller.topics;

import cloud.reseller.log.topics.AccessStep;
import cloud.reseller.log.topics.TopicsStep;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;

/**
 * The topics step: makes missing topics, sets right those that are there, sets the passwords, makes
 * the rules of access so and bounds what the portal may use of a broker. Run by the super user
 * before any service starts; running it again changes nothing but the salt of the passwords.
 *
 * <p>As a program: the file with the super user's client settings, the directory with one file for
 * each principal that holds its password, and optionally a file with other rules. The number of
 * partitions is that of {@code RESELLER_PARTITIONS}, 12 if it is not set; {@code
 * RESELLER_PORTAL_BYTES_PER_SECOND} and {@code RESELLER_PORTAL_REQUEST_PERCENTAGE} replace what the
 * portal may use, see {@link PortalQuota}.
 */
public final class KafkaSetup {

  private KafkaSetup() {}

  /**
   * Runs the step.
   *
   * @param superUser settings of a client that may do everything
   * @param partitions of every topic but the shared one
   * @param passwords by the name of the principal
   * @return the names of the topics that were made
   * @throws org.apache.kafka.common.KafkaException if the cluster refuses or cannot be reached
   */
  public static List<String> run(
      Map<String, ?> superUser, int partitions, AccessRules rules, Map<String, String> passwords) {
    return run(superUser, partitions, rules, passwords, PortalQuota.shipped());
  }

  /** The same with another quota of the portal. */
  public static List<String> run(
      Map<String, ?> superUser,
      int partitions,
      AccessRules rules,
      Map<String, String> passwords,
      PortalQuota portal) {
    try (Admin admin = Admin.create(new HashMap<String, Object>(superUser))) {
      AccessStep access = new AccessStep(admin);
      access.setPasswords(passwords);
      access.apply(rules.acls());
      access.limit(PortalQuota.PRINCIPAL, portal.quotas());
      TopicsStep topics = new TopicsStep(admin);
      List<String> made = topics.createMissing(Topics.all(partitions));
      topics.setRight(Topics.all(partitions));
      return made;
    }
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 2 || arguments.length > 3) {
      System.err.println("give: CLIENT-SETTINGS PASSWORD-DIRECTORY [RULES]");
      System.exit(2);
    }
    AccessRules rules =
        arguments.length == 3
            ? AccessRules.parse(Files.readString(Path.of(arguments[2])))
            : AccessRules.shipped();
    Map<String, String> passwords = new HashMap<>();
    for (String principal : rules.principals()) {
      passwords.put(principal, Files.readString(Path.of(arguments[1]).resolve(principal)).strip());
    }
    int partitions = Integer.parseInt(System.getenv().getOrDefault("RESELLER_PARTITIONS", "12"));
    PortalQuota portal = PortalQuota.of(System.getenv());
    System.out.println(
        "topics made: " + run(read(arguments[0]), partitions, rules, passwords, portal));
  }

  private static Map<String, Object> read(String file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file))) {
      properties.load(reader);
    }
    Map<String, Object> settings = new HashMap<>();
    properties.forEach((key, value) -> settings.put(key.toString(), value));
    return settings;
  }
}
