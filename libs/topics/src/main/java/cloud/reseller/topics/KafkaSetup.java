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
 * The topics step: makes missing topics, sets the passwords and makes the rules of access so. Run
 * by the super user before any service starts; running it again changes nothing but the salt of the
 * passwords.
 *
 * <p>As a program: the file with the super user's client settings, the directory with one file for
 * each principal that holds its password, and optionally a file with other rules. The number of
 * partitions is that of {@code RESELLER_PARTITIONS}, 12 if it is not set.
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
    try (Admin admin = Admin.create(new HashMap<String, Object>(superUser))) {
      AccessStep access = new AccessStep(admin);
      access.setPasswords(passwords);
      access.apply(rules.acls());
      return new TopicsStep(admin).createMissing(Topics.all(partitions));
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
    System.out.println("topics made: " + run(read(arguments[0]), partitions, rules, passwords));
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
