package cloud.reseller.topics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The access rules of the log; what no rule allows is denied. Kept in a plain text file, see {@code
 * deploy/kafka/acls.txt}.
 *
 * @param acls one for each principal, operation and resource; all are allow rules for any host
 */
public record AccessRules(Set<AclBinding> acls) {

  private static final String PRINCIPAL = "User:";

  /** Operations that no rule may grant, reserved for the topics step. */
  private static final Set<AclOperation> OF_THE_STEP =
      EnumSet.complementOf(
          EnumSet.of(
              AclOperation.READ,
              AclOperation.WRITE,
              AclOperation.DESCRIBE,
              AclOperation.DESCRIBE_CONFIGS));

  public AccessRules {
    acls = Set.copyOf(acls);
  }

  /** The rules shipped with the system. */
  public static AccessRules shipped() {
    try (InputStream in = AccessRules.class.getResourceAsStream("acls.txt")) {
      if (in == null) {
        throw new IllegalStateException("acls.txt is not on the class path");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Parses the text of a rules file.
   *
   * @throws IllegalArgumentException naming the invalid line and the reason
   */
  public static AccessRules parse(String text) {
    Set<AclBinding> acls = new LinkedHashSet<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("#.*", "").strip();
      if (!line.isEmpty()) {
        try {
          acls.addAll(rule(line));
        } catch (IllegalArgumentException wrong) {
          throw new IllegalArgumentException("line " + (i + 1) + ": " + wrong.getMessage(), wrong);
        }
      }
    }
    return new AccessRules(acls);
  }

  /** The names of all principals in the rules. */
  public Set<String> principals() {
    Set<String> names = new TreeSet<>();
    acls.forEach(acl -> names.add(acl.entry().principal().substring(PRINCIPAL.length())));
    return names;
  }

  private static List<AclBinding> rule(String line) {
    String[] words = line.split("\\s+");
    if (words.length < 3) {
      throw new IllegalArgumentException("give principal, operations, resource and name: " + line);
    }
    ResourcePattern pattern = pattern(words);
    List<AclBinding> acls = new ArrayList<>();
    for (String operation : words[1].split(",")) {
      acls.add(
          new AclBinding(
              pattern,
              new AccessControlEntry(
                  PRINCIPAL + words[0], "*", operation(operation), AclPermissionType.ALLOW)));
    }
    return acls;
  }

  private static ResourcePattern pattern(String[] words) {
    ResourceType type =
        switch (words[2]) {
          case "topic" -> ResourceType.TOPIC;
          case "group" -> ResourceType.GROUP;
          case "transactional-id" -> ResourceType.TRANSACTIONAL_ID;
          case "cluster" -> ResourceType.CLUSTER;
          default ->
              throw new IllegalArgumentException(
                  "resource "
                      + words[2]
                      + ": use topic, group, transactional-id or cluster (which has no name)");
        };
    if (words.length != (type == ResourceType.CLUSTER ? 3 : 4)) {
      throw new IllegalArgumentException(
          type == ResourceType.CLUSTER
              ? "a cluster has no name: leave out " + words[3]
              : "one name belongs behind " + words[2]);
    }
    if (type == ResourceType.CLUSTER) {
      return new ResourcePattern(type, Resource.CLUSTER_NAME, PatternType.LITERAL);
    }
    String name = words[3];
    return name.endsWith("*") && name.length() > 1
        ? new ResourcePattern(type, name.substring(0, name.length() - 1), PatternType.PREFIXED)
        : new ResourcePattern(type, name, PatternType.LITERAL);
  }

  private static AclOperation operation(String word) {
    AclOperation operation = AclOperation.fromString(word.replaceAll("(?<=[a-z])(?=[A-Z])", "_"));
    if (OF_THE_STEP.contains(operation)) {
      throw new IllegalArgumentException(
          "operation " + word + ": use Read, Write, Describe or DescribeConfigs");
    }
    return operation;
  }
}
