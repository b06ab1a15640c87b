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
 * The topics step: creates missing topics, corrects existing ones, and sets passwords, ACLs and the
 * portal's quotas. Run as the super user before any service starts; running it again changes
 * nothing but the salt of the passwords.
 *
 * <p>Program arguments: the file with the super user's client settings, the directory with one
 * password file per principal, and optionally a file with other rules. {@code RESELLER_PARTITIONS}
 * sets the number of partitions, 12 by default; {@code RESELLER_PORTAL_BYTES_PER_SECOND} and {@code
 * RESELLER_PORTAL_REQUEST_PERCENTAGE} set the portal's quotas, see {@link PortalQuota}.
 */
public final class KafkaSetup {

  private KafkaSetup() {}

  /**
   * Runs the step.
   *
   * @param superUser client settings of a super user
   * @param partitions of every topic except the shared one
   * @param passwords by the name of the principal
   * @return the names of the topics that were created
   * @throws org.apache.kafka.common.KafkaException if the cluster refuses or cannot be reached
   */
  public static List<String> run(
      Map<String, ?> superUser, int partitions, AccessRules rules, Map<String, String> passwords) {
    return run(superUser, partitions, rules, passwords, PortalQuota.shipped());
  }

  /** The same with other quotas for the portal. */
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
        "topics created: " + run(read(arguments[0]), partitions, rules, passwords, portal));
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
