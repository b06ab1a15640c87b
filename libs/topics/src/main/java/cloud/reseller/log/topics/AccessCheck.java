package cloud.reseller.log.topics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Verifies that a service has the access to the log that it needs, and cannot write what it does
 * not own. A service runs it before it reads or writes anything and does not start if it throws. A
 * broker without an authorizer allows everything, so the check fails there.
 */
public final class AccessCheck {

  /** Operations allowed on topics that a service does not own. */
  private static final Set<AclOperation> HARMLESS =
      EnumSet.of(AclOperation.READ, AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS);

  private static final Pattern USER = Pattern.compile("username=\"([^\"]+)\"");

  private final Admin admin;
  private final String principal;

  /**
   * A check that uses this client, which the caller closes.
   *
   * @param principal the name used in messages, such as "User:orders"
   */
  public AccessCheck(Admin admin, String principal) {
    this.admin = admin;
    this.principal = principal;
  }

  /**
   * The principal as which a client with these settings logs in.
   *
   * @param otherwise returned if the settings do not name one
   */
  public static String principal(Map<String, ?> settings, String otherwise) {
    Matcher user =
        USER.matcher(
            Optional.ofNullable(settings.get(SaslConfigs.SASL_JAAS_CONFIG))
                .map(AccessCheck::text)
                .orElse(""));
    return "User:" + (user.find() ? user.group(1) : otherwise);
  }

  private static String text(Object value) {
    return value instanceof org.apache.kafka.common.config.types.Password hidden
        ? hidden.value()
        : value.toString();
  }

  /**
   * Verifies that a client with these settings authenticates.
   *
   * @throws UnfitTopicsException if it would connect in plain text or anonymously
   */
  public static void verifyLogsIn(Map<String, ?> settings) {
    String protocol =
        Optional.ofNullable(settings.get(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG))
            .map(Object::toString)
            .orElse(CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL);
    if (protocol.equalsIgnoreCase("PLAINTEXT")) {
      throw new UnfitTopicsException(
          List.of(
              "kafka.security.protocol is "
                  + protocol
                  + ", wanted SASL_SSL (SASL_PLAINTEXT on one machine): set it,"
                  + " kafka.sasl.mechanism and kafka.sasl.jaas.config to this service's own"
                  + " principal"));
    }
  }

  /**
   * Verifies the rights of the principal.
   *
   * @param reads the topics it reads
   * @param writes the topics that are its own to write
   * @throws UnfitTopicsException naming each missing or excess operation with its topic, principal
   *     and the ACL to change
   * @throws org.apache.kafka.common.KafkaException if the cluster cannot be queried
   */
  public void verify(Collection<String> reads, Collection<String> writes) {
    List<String> findings = new ArrayList<>();
    Set<String> names =
        new TreeSet<>(
            KafkaCalls.join(admin.listTopics(new ListTopicsOptions().listInternal(true)).names()));
    names.addAll(reads);
    names.addAll(writes);
    admin
        .describeTopics(
            new TreeSet<>(names), new DescribeTopicsOptions().includeAuthorizedOperations(true))
        .topicNameValues()
        .forEach(
            (topic, asked) ->
                operations(asked)
                    .ifPresent(
                        allowed ->
                            verifyTopic(
                                topic,
                                allowed,
                                reads.contains(topic),
                                writes.contains(topic),
                                findings)));
    verifyCluster(findings);
    if (!findings.isEmpty()) {
      throw new UnfitTopicsException(findings);
    }
  }

  /**
   * Verifies that the principal can use neither a group nor a transactional id of others. Kafka
   * does not report rights on these, so they are probed in a way that changes nothing: leaving a
   * group as a nonexistent member, and initializing a producer with a timeout that every broker
   * rejects.
   *
   * @param client settings of the principal's clients
   * @param others prefixes of the groups and transactional ids of others
   * @throws UnfitTopicsException naming the group or id, the principal and the ACL to remove
   * @throws org.apache.kafka.common.KafkaException if the cluster cannot be asked
   */
  public void verifyOthers(Map<String, ?> client, Collection<String> others) {
    List<String> findings = new ArrayList<>();
    Set<String> names = new TreeSet<>(others);
    // A right on an unused random name means a right on every name.
    names.add(UUID.randomUUID().toString());
    for (String name : names) {
      if (mayLeave(name + "-decider")) {
        findings.add(beyond(AclOperation.READ, "group " + name + "-decider"));
      }
      if (mayBegin(client, name + "-decider-0")) {
        findings.add(beyond(AclOperation.WRITE, "transactional id " + name + "-decider-0"));
      }
    }
    if (!findings.isEmpty()) {
      throw new UnfitTopicsException(findings);
    }
  }

  private String beyond(AclOperation operation, String what) {
    return principal
        + " may "
        + word(operation)
        + " "
        + what
        + ", which is not its own: remove the ACL that allows "
        + word(operation)
        + " on it, on a beginning of its name or on every one";
  }

  private boolean mayLeave(String group) {
    try {
      KafkaCalls.join(
          admin
              .removeMembersFromConsumerGroup(
                  group,
                  new RemoveMembersFromConsumerGroupOptions(
                      List.of(new MemberToRemove(UUID.randomUUID().toString()))))
              .all());
      return true;
    } catch (AuthorizationException denied) {
      return false;
    } catch (UnknownMemberIdException | GroupIdNotFoundException allowed) {
      return true;
    } catch (KafkaException other) {
      if (other.getCause() instanceof UnknownMemberIdException) {
        return true;
      }
      throw other;
    }
  }

  private static boolean mayBegin(Map<String, ?> client, String transactionalId) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Integer.MAX_VALUE);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      return true;
    } catch (AuthorizationException denied) {
      return false;
    } catch (KafkaException other) {
      // The producer has no specific exception for this error.
      if (other.getMessage().contains(Errors.INVALID_TRANSACTION_TIMEOUT.message())) {
        return true;
      }
      throw other;
    }
  }

  private void verifyTopic(
      String topic,
      Set<AclOperation> allowed,
      boolean reads,
      boolean writes,
      List<String> findings) {
    Set<AclOperation> needed = EnumSet.noneOf(AclOperation.class);
    if (reads) {
      needed.add(AclOperation.READ);
    }
    if (writes) {
      needed.add(AclOperation.WRITE);
    }
    if (reads || writes) {
      needed.add(AclOperation.DESCRIBE_CONFIGS);
    }
    for (AclOperation operation : needed) {
      if (!allowed.contains(operation)) {
        findings.add(
            principal
                + " may not "
                + word(operation)
                + " topic "
                + topic
                + ", which this service needs: add the ACL that allows "
                + word(operation)
                + " on topic "
                + topic);
      }
    }
    for (AclOperation operation : allowed) {
      if (!HARMLESS.contains(operation) && !needed.contains(operation)) {
        findings.add(
            principal
                + " may "
                + word(operation)
                + " topic "
                + topic
                + (operation == AclOperation.WRITE ? ", which is not its own" : "")
                + ": remove the ACL that allows "
                + word(operation)
                + " on topic "
                + topic
                + ", on a beginning of its name or on every topic");
      }
    }
  }

  private void verifyCluster(List<String> findings) {
    Set<AclOperation> allowed =
        Optional.ofNullable(
                KafkaCalls.join(
                    admin
                        .describeCluster(
                            new DescribeClusterOptions().includeAuthorizedOperations(true))
                        .authorizedOperations()))
            .orElse(Set.of());
    Set<AclOperation> beyond = new TreeSet<>(allowed);
    beyond.removeAll(HARMLESS);
    // Without Describe on the cluster, the right to create topics is not reported, so it is probed.
    if (mayCreate()) {
      beyond.add(AclOperation.CREATE);
    }
    for (AclOperation operation : beyond) {
      findings.add(
          principal
              + " may "
              + word(operation)
              + " on the cluster, which no service does: remove the ACL that allows "
              + word(operation)
              + " on the cluster"
              + (operation == AclOperation.CREATE ? " or on every topic" : ""));
    }
  }

  private boolean mayCreate() {
    try {
      KafkaCalls.join(
          admin
              .createTopics(
                  List.of(
                      new NewTopic(
                          UUID.randomUUID().toString(), Optional.empty(), Optional.empty())),
                  new CreateTopicsOptions().validateOnly(true))
              .all());
      return true;
    } catch (AuthorizationException denied) {
      return false;
    }
  }

  /** Empty if the topic does not exist, which another check reports. */
  private static Optional<Set<AclOperation>> operations(KafkaFuture<TopicDescription> asked) {
    try {
      return Optional.of(
          Optional.ofNullable(KafkaCalls.join(asked).authorizedOperations()).orElse(Set.of()));
    } catch (AuthorizationException denied) {
      return Optional.of(Set.of());
    } catch (UnknownTopicOrPartitionException missing) {
      return Optional.empty();
    }
  }

  /** The operation as written in Kafka's tools and in the access rules. */
  private static String word(AclOperation operation) {
    StringBuilder word = new StringBuilder();
    for (String part : operation.name().split("_")) {
      word.append(part.charAt(0)).append(part.substring(1).toLowerCase(java.util.Locale.ROOT));
    }
    return word.toString();
  }
}
