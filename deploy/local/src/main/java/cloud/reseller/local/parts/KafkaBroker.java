package cloud.reseller.local.parts;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/**
 * A real single-node KRaft broker, combined with its controller, in a JVM of its own. Every client
 * authenticates, including the broker at its own controller, and may do what an ACL allows.
 */
public final class KafkaBroker implements Part {
  private static final String PROCESS = "cloud.reseller.local.broker.BrokerProcess";
  private static final String ARCHIVE = "classes.jsa";

  private final int port;
  private final KafkaLogins logins;
  private final ManagedProcess child;

  private KafkaBroker(int port, KafkaLogins logins, ManagedProcess child) {
    this.port = port;
    this.logins = logins;
    this.child = child;
  }

  /** Class path of the broker's JVM, usable for Kafka's own tools. */
  public static String classPath() {
    return jars() + ":" + PartFiles.brokerProcess();
  }

  /**
   * Starts the broker on the loopback address.
   *
   * @param data directory for the log, the settings and the output; created if missing
   */
  public static KafkaBroker start(Path data, int port) {
    return start(data, port, Optional.empty());
  }

  /**
   * A second listener that advertises a proxy: clients that connect to the port are redirected to
   * the proxy's port, which forwards back to it.
   *
   * @param port the additional port of the broker
   * @param proxyPort the advertised port, on the loopback address
   */
  public record Detour(int port, int proxyPort) {}

  /** Starts the broker on the loopback address, optionally with a second listener. */
  public static KafkaBroker start(Path data, int port, Optional<Detour> detour) {
    prepare();
    KafkaLogins logins = new KafkaLogins(data);
    Path settings =
        writeSettings(
            data,
            settings(
                new Listeners("127.0.0.1", port, detour, Ports.free()),
                data.resolve("log").toAbsolutePath(),
                logins));
    return new KafkaBroker(port, logins, run(data, settings));
  }

  static ManagedProcess run(Path data, Path settings) {
    return ManagedProcess.start(
        "Kafka",
        data,
        data.resolve("broker.log"),
        Map.of(),
        command(sharedClasses(), classPath(), PROCESS, settings));
  }

  /**
   * Creates a class data sharing archive of Kafka's classes, once per user and JDK: without it,
   * loading classes takes two of the five seconds of a start.
   */
  public static void prepare() {
    PartFiles.unpacked(
        archiveName(),
        target -> {
          int port = Ports.free();
          Path data = target.resolve("data");
          KafkaLogins logins = new KafkaLogins(data);
          Path settings =
              writeSettings(
                  data,
                  settings(
                      new Listeners("127.0.0.1", port, Optional.empty(), Ports.free()),
                      data.resolve("log").toAbsolutePath(),
                      logins));
          List<String> format = new ArrayList<>(command(List.of(), classPath(), PROCESS, settings));
          format.add("format");
          Path log = target.resolve("archive.log");
          ManagedProcess.run("Kafka", target, log, Map.of(), format);
          // Only classes from jars can be archived, so this run does not use our own main class.
          ManagedProcess child =
              ManagedProcess.start(
                  "Kafka",
                  target,
                  log,
                  Map.of(),
                  command(
                      List.of("-XX:ArchiveClassesAtExit=" + target.resolve(ARCHIVE)),
                      jars(),
                      "kafka.Kafka",
                      settings));
          KafkaBroker broker = new KafkaBroker(port, logins, child);
          broker.awaitReady(Duration.ofMinutes(3));
          child.stop("TERM", Duration.ofMinutes(2));
          PartFiles.delete(data);
        });
  }

  private static String archiveName() {
    String ofWhat = jars() + Runtime.version() + Java.home();
    return "kafka-classes-" + PartFiles.digest(ofWhat.getBytes(StandardCharsets.UTF_8));
  }

  /** The JVM options for the archive; none if it could not be created, since it only saves time. */
  private static List<String> sharedClasses() {
    Path archive = PartFiles.cached(archiveName()).resolve(ARCHIVE);
    return Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
  }

  private static String jars() {
    return BrokerClasses.jar() + ":" + PartFiles.kafka();
  }

  private static List<String> command(
      List<String> options, String classPath, String program, Path settings) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Java.command(),
                "-Xms256m",
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSS",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.log.kafka.server=info"));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, program, settings.toString()));
    return command;
  }

  static Path writeSettings(Path data, Map<String, String> settings) {
    Properties properties = new Properties();
    properties.putAll(settings);
    StringWriter text = new StringWriter();
    try {
      properties.store(text, null);
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
    Path file = data.resolve("broker.properties").toAbsolutePath();
    // The file contains the super user's password.
    Private.write(file, text.toString());
    return file;
  }

  /**
   * The listeners of the broker.
   *
   * @param host the address to bind; the advertised address is loopback
   */
  public record Listeners(String host, int port, Optional<Detour> detour, int controllerPort) {}

  /**
   * All settings of the broker.
   *
   * @param log the log directory
   */
  public static Map<String, String> settings(Listeners where, Path log, KafkaLogins logins) {
    Map<String, String> settings = new TreeMap<>(behaviour());
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("log.dirs", log.toString());
    settings.put("controller.quorum.voters", "1@127.0.0.1:" + where.controllerPort());
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("inter.broker.listener.name", "CLIENTS");
    settings.put(
        "listeners",
        "CLIENTS://"
            + where.host()
            + ":"
            + where.port()
            + where.detour().map(way -> ",DETOUR://" + where.host() + ":" + way.port()).orElse("")
            + ",CONTROLLER://127.0.0.1:"
            + where.controllerPort());
    settings.put(
        "advertised.listeners",
        "CLIENTS://127.0.0.1:"
            + where.port()
            + where.detour().map(way -> ",DETOUR://127.0.0.1:" + way.proxyPort()).orElse(""));
    // The protocol map has no PLAINTEXT entry, so there is no anonymous access.
    settings.put(
        "listener.security.protocol.map",
        "CLIENTS:SASL_PLAINTEXT,DETOUR:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT");
    settings.put(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    settings.put("allow.everyone.if.no.acl.found", "false");
    settings.put("super.users", "User:" + KafkaLogins.SUPER_USER);
    settings.put("sasl.mechanism.controller.protocol", "PLAIN");
    settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    settings.put("listener.name.controller.sasl.enabled.mechanisms", "PLAIN");
    settings.put("listener.name.controller.plain.sasl.jaas.config", logins.ofBroker());
    for (String clients : List.of("clients", "detour")) {
      String listener = "listener.name." + clients;
      settings.put(listener + ".sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512");
      settings.put(listener + ".plain.sasl.jaas.config", logins.ofBroker());
      settings.put(
          listener + ".scram-sha-512.sasl.jaas.config",
          "org.apache.kafka.common.security.scram.ScramLoginModule required;");
    }
    return settings;
  }

  /** Settings of a one-node broker that do not depend on where it runs. */
  public static Map<String, String> behaviour() {
    return Map.ofEntries(
        Map.entry("auto.create.topics.enable", "false"),
        Map.entry("unclean.leader.election.enable", "false"),
        Map.entry("default.replication.factor", "1"),
        Map.entry("min.insync.replicas", "1"),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("offsets.topic.num.partitions", "4"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("transaction.state.log.num.partitions", "4"),
        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
        Map.entry("share.coordinator.state.topic.min.isr", "1"),
        // Transactions of dead writers are aborted within a second of their timeout.
        Map.entry("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000"),
        // A busy decider starts its next transaction before the markers of the last one are
        // written.
        Map.entry("add.partitions.to.txn.retry.backoff.ms", "1"),
        // Bounds how long an abandoned transaction can hold up a partition.
        Map.entry("transaction.max.timeout.ms", "60000"),
        // Limits for connections that have not authenticated, and their number.
        Map.entry("sasl.server.max.receive.size", "8192"),
        Map.entry("max.connections", "2000"),
        // The broker buffers a whole request before it processes it.
        Map.entry("socket.request.max.bytes", "16777216"),
        Map.entry("queued.max.request.bytes", "67108864"),
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        // A killed broker can register again only after this; a shorter timeout would fence a busy
        // one.
        Map.entry("broker.session.timeout.ms", "6000"),
        Map.entry("broker.heartbeat.interval.ms", "1000"));
  }

  public int port() {
    return port;
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** The credentials of this broker's clients. */
  public KafkaLogins logins() {
    return logins;
  }

  /** Client settings of the super user, including the broker's address. */
  public Map<String, String> superUser() {
    return logins.superUser(bootstrapServers());
  }

  /** Client settings of a principal, including the broker's address. */
  public Map<String, String> client(String principal) {
    return logins.client(bootstrapServers(), principal);
  }

  @Override
  public ManagedProcess process() {
    return child;
  }

  @Override
  public void awaitReady(Duration limit) {
    child.await(limit, Duration.ofMillis(50), () -> Ports.answers(port) && nodes(superUser()) == 1);
  }

  /**
   * Waits until a broker that is not a child of this JVM answers.
   *
   * @param client client settings for it
   */
  public static void awaitNode(Map<String, String> client, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (nodes(client) == 0) {
      if (System.nanoTime() > end) {
        throw new PartFailedException("Kafka: not ready within " + limit.toSeconds() + " s");
      }
    }
  }

  private static int nodes(Map<String, String> client) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("default.api.timeout.ms", "2000");
    settings.put("request.timeout.ms", "1000");
    try (Admin admin = Admin.create(settings)) {
      return admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).size();
    } catch (ExecutionException | TimeoutException notYet) {
      return 0;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new PartFailedException("Kafka: interrupted while starting", interrupted);
    }
  }
}
